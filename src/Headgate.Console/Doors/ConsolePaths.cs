using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;

namespace Headgate.WebConsole.Doors;

/// <summary>The addresses of the console: its first segments. Whatever is not among them is somebody else's.</summary>
internal static class ConsolePaths
{
    private static readonly FrozenSet<string> Segments = new[]
    {
        "",
        "account",
        "agents",
        "approvals",
        "connect",
        "console",
        "jobs",
        "lineage",
        "live",
        "metrics",
        "models",
        "operations",
        "policy",
        "record",
        "runs",
        "sign-in",
        "sign-out",
    }.ToFrozenSet(StringComparer.Ordinal);

    private const int LongestAddress = 2048;

    /// <summary>Whether an address is one of the console.</summary>
    public static bool Has(PathString path)
    {
        var text = path.Value.AsSpan().TrimStart('/');
        var end = text.IndexOf('/');
        return Segments.GetAlternateLookup<ReadOnlySpan<char>>().Contains(end < 0 ? text : text[..end]);
    }

    /// <summary>A path of this console to go to; the start where a text is none. What leads elsewhere is no path.</summary>
    public static string Local(string? text) =>
        text is ['/', ..] and { Length: <= LongestAddress }
        && !(text is [_, '/' or '\\', ..])
        && !text.Any(char.IsControl)
        && !text.StartsWith("/sign-", StringComparison.Ordinal)
            ? text
            : "/";
}
