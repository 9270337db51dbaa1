using System.Net;

namespace Headgate.Gate.Clients;

/// <summary>A client as it has described itself. Nobody vouches for what it says; what is sure is where its codes go.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it calls itself.</param>
/// <param name="RedirectUris">Where codes may be sent.</param>
internal sealed record KnownClient(string Id, string Name, IReadOnlyList<string> RedirectUris)
{
    /// <summary>Most addresses of a client.</summary>
    public const int MostUris = 10;

    /// <summary>Longest address.</summary>
    public const int LongestUri = 500;

    private static readonly string[] NoSchemes =
    [
        "javascript",
        "data",
        "file",
        "vbscript",
        "blob",
        "about",
        "ftp",
        "ws",
        "wss",
        "view-source",
    ];

    /// <summary>Whether a code may be sent to an address: one of its own, letter by letter; on this machine the port may be another.</summary>
    public bool Accepts(string redirect) =>
        RedirectUris.Any(own =>
            string.Equals(own, redirect, StringComparison.Ordinal)
            || (IsLoopback(own) && IsLoopback(redirect) && WithoutPort(own) == WithoutPort(redirect))
        );

    /// <summary>What is wrong with an address that a client names; null for nothing.</summary>
    public static string? Fault(string redirect)
    {
        if (
            redirect.Length > LongestUri
            || redirect.Any(c => c is <= ' ' or > '~' or '\\')
            || !Uri.TryCreate(redirect, UriKind.Absolute, out var uri)
        )
        {
            return "A redirect_uri is a whole address of at most 500 characters.";
        }
        if (redirect.Contains('#', StringComparison.Ordinal) || uri.UserInfo.Length > 0)
        {
            return "A redirect_uri has no fragment and no user.";
        }
        return
            uri.Scheme == Uri.UriSchemeHttps || IsLoopback(redirect) || (uri.Scheme != Uri.UriSchemeHttp && !NoSchemes.Contains(uri.Scheme))
            ? null
            : "A redirect_uri begins with https://, or with http:// where it is on the client's own machine.";
    }

    /// <summary>Whether an address is on the machine of whoever looks at the page.</summary>
    public static bool IsLoopback(string redirect) =>
        Uri.TryCreate(redirect, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttp
        && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address)));

    private static string WithoutPort(string redirect)
    {
        var uri = new Uri(redirect);
        return uri.Host + uri.PathAndQuery;
    }
}
