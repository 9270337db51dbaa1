using System.Text.RegularExpressions;

namespace Headgate.Platform.Adapters;

/// <summary>
/// Names of versions of dbt, as environments, jobs and triggers give them: release tracks, and <c>1.7.0-latest</c> for the newest of a minor version. Source: the
/// documentation of dbt's Terraform provider, <c>dbt_version</c>.
/// </summary>
internal static partial class DbtVersions
{
    private static readonly string[] Tracks =
    [
        "latest",
        "compatible",
        "extended",
        "versionless",
        "fallback",
        "latest-fusion",
        "fusion-stable",
        "fusion-extended",
        "fusion-nightly",
        "fusion-fallback",
        Embedded,
    ];

    /// <summary>The engine of this server, by its own name.</summary>
    public const string Embedded = "headgate";

    /// <summary>What is wrong with a name, in words; null for nothing, and for no name at all.</summary>
    public static string? Fault(string? name) =>
        name is null || Tracks.Contains(name) || Numbered().IsMatch(name)
            ? null
            : $"is no version of dbt: choose from {string.Join(", ", Tracks)}, or write it as 1.9.0-latest or 1.9.0-pre";

    /// <summary>Whether a name says what is to be had, whatever its number: such a name is true of any engine that is no Fusion.</summary>
    public static bool IsTrack(string name) => Tracks.Contains(name) && !name.Contains("fusion", StringComparison.Ordinal);

    [GeneratedRegex(@"^[0-9]{1,3}\.[0-9]{1,3}\.0-(latest|pre)$", RegexOptions.NonBacktracking)]
    private static partial Regex Numbered();
}
