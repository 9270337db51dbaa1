using Headgate.Platform.Adapters;
using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Steps;

/// <summary>Which program executes dbt's commands.</summary>
internal static class DbtProgram
{
    /// <summary>The program of a run, and its first arguments.</summary>
    public static (string Program, IReadOnlyList<string> First) For(Run run, RunSettings settings)
    {
        if (Real(run.DbtVersion, settings) is { } real)
        {
            return (real, []);
        }
        IReadOnlyList<string> embedded = settings.EmbeddedDbt ?? [System.Environment.ProcessPath!, "dbt"];
        return (embedded[0], [.. embedded.Skip(1)]);
    }

    /// <summary>
    /// The version of dbt that a run will have, of the one that was asked for: the same where a program stands for it or it is the name of a release track, and the
    /// embedded engine's own where that runs in its place.
    /// </summary>
    public static string VersionOf(string asked, RunSettings settings) =>
        Real(asked, settings) is not null || DbtVersions.IsTrack(asked) ? asked : settings.EmbeddedVersion ?? asked;

    /// <summary>Whether a run uses the embedded engine.</summary>
    public static bool IsEmbedded(Run run, RunSettings settings) => Real(run.DbtVersion, settings) is null;

    private static string? Real(string? version, RunSettings settings) =>
        version is not null && settings.DbtPrograms.TryGetValue(version, out var program) ? program : settings.DbtProgram;
}
