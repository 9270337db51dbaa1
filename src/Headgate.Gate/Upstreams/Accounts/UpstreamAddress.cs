using System.Globalization;
using System.Net;

namespace Headgate.Gate.Upstreams.Accounts;

/// <summary>
/// Which addresses may be given a token. dbt's own hosts by https; any other host, an IP address or http only where the operator says that it is a test bed. No host is ever
/// learned from an answer.
/// </summary>
internal static class UpstreamAddress
{
    private static readonly string[] OfDbt = [".getdbt.com", ".dbt.com"];
    private static readonly string[] OtherDoors = ["metadata", "semantic-layer"];

    /// <summary>An address in the form that is kept, or what is wrong with it.</summary>
    public static (string? Address, string? Fault) Read(string text, bool isTestBed)
    {
        if (text.Any(c => c > '\x7e' || c <= ' '))
        {
            return (
                null,
                $"The address has characters that only look like others; in ASCII its host is \"{Ascii(text)}\". Write the host in ASCII."
            );
        }
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
        {
            return (null, "The address begins with https:// and a host, such as https://ab123.us1.dbt.com.");
        }
        if (uri.UserInfo.Length > 0 || text.Contains('@', StringComparison.Ordinal))
        {
            return (null, "The address has no user in it: what stands before an @ is not the host.");
        }
        if (uri.PathAndQuery is not "/" || uri.Fragment.Length > 0)
        {
            return (null, "The address is scheme and host alone, without a path: https://ab123.us1.dbt.com.");
        }
        return Fault(uri, isTestBed) is { } fault ? (null, fault) : (uri.GetLeftPart(UriPartial.Authority), null);
    }

    /// <summary>Whether a host is dbt's own.</summary>
    public static bool IsOfDbt(string host) => Array.Exists(OfDbt, end => host.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    private static string? Fault(Uri uri, bool isTestBed)
    {
        var host = uri.IdnHost;
        if (
            Array.Exists(
                OtherDoors,
                door =>
                    host.StartsWith(door + ".", StringComparison.OrdinalIgnoreCase)
                    || host.Contains($".{door}.", StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            return $"\"{host}\" is the host of another of dbt's doors; give the access URL of the account, such as https://ab123.us1.dbt.com.";
        }
        var isDbt = IsOfDbt(host);
        if (!isDbt && Array.Exists(OfDbt, end => ("." + host).Contains(end, StringComparison.OrdinalIgnoreCase)))
        {
            return $"The host \"{host}\" has dbt's name in it and does not belong to dbt.";
        }
        if (isTestBed && !isDbt)
        {
            return null;
        }
        if (uri.Scheme == "http")
        {
            return "The address must begin with https://: over http everybody on the way reads the token. Only a test bed may be reached by http.";
        }
        return IPAddress.TryParse(host.Trim('[', ']'), out _)
                ? "The address names a host, not an IP address: a certificate is of a name. Only a test bed may have one."
            : isDbt ? null
            : $"\"{host}\" is none of dbt's hosts (…getdbt.com, …dbt.com). If it is another Headgate that you trust with the token, say that it is a test bed.";
    }

    private static string Ascii(string text)
    {
        try
        {
            var host = text[(text.IndexOf("//", StringComparison.Ordinal) is >= 0 and var at ? at + 2 : 0)..].Split('/', 2)[0];
            return new IdnMapping().GetAscii(host);
        }
        catch (ArgumentException)
        {
            return "no host";
        }
    }
}
