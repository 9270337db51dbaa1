using System.Text.RegularExpressions;
using Headgate.Gate.Agents;
using Headgate.Wire;

namespace Headgate.Gate.Foreign;

/// <summary>What a foreign server that somebody wants to add must be like.</summary>
internal static partial class ForeignServerRules
{
    private const int MostSecrets = 20;
    private const int LongestSecret = 8 * 1024;
    private const int MostWords = 100;
    private const int LongestWord = 4096;

    /// <summary>Headers that are the protocol's own, or say where a message begins and ends.</summary>
    private static readonly string[] Taken =
    [
        "accept",
        "connection",
        "content-encoding",
        "content-length",
        "content-type",
        "cookie",
        "expect",
        "host",
        "last-event-id",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    ];

    /// <summary>What is wrong; null for nothing.</summary>
    public static AgentFault? Check(NewForeignServer server, IForeignServers? client) =>
        !ForeignNames.IsServer(server.Name)
            ? new(
                "name",
                $"A server's name has at most {ForeignNames.LongestServer} small letters and digits, in words with single underscores between them, such as weather."
            )
        : (server.Url is null) == (server.Program is null) ? new("url", "Give the server's address.")
        : Secrets(server) ?? (server.Url is { } url ? Address(url, client) : Program(server));

    private static AgentFault? Secrets(NewForeignServer server)
    {
        var (field, form) = server.Program is null ? ("headers", HeaderName()) : ("secrets", VariableName());
        if (server.Secrets.Count > MostSecrets)
        {
            return new(field, $"A server has at most {MostSecrets} of them.");
        }
        foreach (var (name, secret) in server.Secrets)
        {
            var lower = name.ToLowerInvariant();
            if (
                !form.IsMatch(name)
                || (server.Program is null && (Taken.Contains(lower) || lower.StartsWith("mcp-", StringComparison.Ordinal)))
            )
            {
                return new(field, $"\"{(name.Length > 64 ? name[..64] + "…" : name)}\" is no name that can be given here.");
            }
            var value = secret.Reveal();
            if (value.Length is 0 or > LongestSecret || value.Any(c => c is < ' ' or > '~'))
            {
                // The value itself is told to nobody.
                return new(field, $"The value of {name} has 1 to {LongestSecret} printable characters of ASCII.");
            }
        }
        return null;
    }

    private static AgentFault? Address(string url, IForeignServers? client)
    {
        if (
            url.Length > 2048
            || !Uri.TryCreate(url, UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https")
            || address.UserInfo.Length > 0
            || address.Fragment.Length > 0
            || address.Query.Length > 0
        )
        {
            return new(
                "url",
                "An address starts with https:// or http://, such as https://mcp.example.com/mcp, and has no user, query or fragment: a key belongs in a header, where it is kept sealed."
            );
        }
        return client?.Problem(address) is { } problem ? new("url", $"The server cannot be reached there: {problem}.") : null;
    }

    private static AgentFault? Program(NewForeignServer server)
    {
        if (!Path.IsPathFullyQualified(server.Program!) || !File.Exists(server.Program))
        {
            return new("command", $"There is no program {server.Program}; give its full path.");
        }
        if (
            server.Arguments.Count > MostWords
            || server.Arguments.Any(word => word.Length > LongestWord || word.Contains('\0', StringComparison.Ordinal))
        )
        {
            return new("arguments", $"A program has at most {MostWords} arguments of {LongestWord} characters.");
        }
        return server.Variables.FirstOrDefault(name => !VariableName().IsMatch(name)) is { } odd
                ? new("variables", $"\"{odd}\" is no variable's name.")
            : server.Variables.FirstOrDefault(name => name.StartsWith("HEADGATE_", StringComparison.OrdinalIgnoreCase)) is { } own
                ? new("variables", $"{own} is a setting of this server, which no other program gets.")
            : null;
    }

    [GeneratedRegex("^[A-Za-z0-9-]{1,64}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex HeaderName();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,99}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex VariableName();
}
