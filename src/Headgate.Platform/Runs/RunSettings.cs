using Headgate.Platform.Runs.Box;
using Headgate.Platform.Runs.Keeping;

namespace Headgate.Platform.Runs;

/// <summary>How runs are executed on this server.</summary>
public sealed record RunSettings
{
    /// <summary>Runs that work at the same time on this server, over all accounts.</summary>
    public int Slots { get; init; } = 2;

    /// <summary>
    /// Program and first arguments of the embedded engine; dbt's own arguments follow. Null means this executable with <c>dbt</c>.
    /// </summary>
    public IReadOnlyList<string>? EmbeddedDbt { get; init; }

    /// <summary>The version of dbt that the embedded engine follows, for runs that asked for another and get the engine; null where nobody says.</summary>
    public string? EmbeddedVersion { get; init; }

    /// <summary>Program of a real dbt for every run, instead of the embedded engine; null for none.</summary>
    public string? DbtProgram { get; init; }

    /// <summary>Programs of a real dbt by the version that an environment or job names; others use the embedded engine.</summary>
    public IReadOnlyDictionary<string, string> DbtPrograms { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Time that an interrupted process has to end by itself before its process group is killed.</summary>
    public TimeSpan KillAfter { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Of servers that share a database: how long one that takes over the runs of another leaves those the time to end. A server that has lost the database for half of it
    /// ends its runs.
    /// </summary>
    public TimeSpan TakeOverAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Most MiB of a step's console log, and of its debug log.</summary>
    public int LogMiB { get; init; } = 1024;

    /// <summary>The box around runs, and what the operator lets into it.</summary>
    public BoxSettings Box { get; init; } = new();

    /// <summary>How long runs are kept.</summary>
    public RetentionSettings Keep { get; init; } = new();

    /// <summary>Longest time of git for cloning.</summary>
    public TimeSpan CloneTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Address of the server for links; without closing slash.</summary>
    public string PublicUrl { get; init; } = "http://127.0.0.1:8580";
}
