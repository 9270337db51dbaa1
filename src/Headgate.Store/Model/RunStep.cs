namespace Headgate.Store.Model;

/// <summary>One step of a run. Text of its log is kept in files, under the run's folder.</summary>
public sealed class RunStep : IRow, ITimestamped
{
    /// <summary>Primary key, assigned by the database, never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The account it belongs to.</summary>
    public long AccountId { get; set; }

    /// <summary>The run.</summary>
    public long RunId { get; set; }

    /// <summary>Position, from 1, counting all steps.</summary>
    public int Index { get; set; }

    /// <summary>Name as dbt shows it, e.g. "Invoke dbt with `dbt build`".</summary>
    public string Name { get; set; } = "";

    /// <summary>Command of dbt, null for steps that are none.</summary>
    public string? Command { get; set; }

    /// <summary>Where it stands.</summary>
    public RunStatus Status { get; set; } = RunStatus.Queued;

    /// <summary>Path of the console log below the log folder.</summary>
    public string LogPath { get; set; } = "";

    /// <summary>Path of the debug log below the log folder.</summary>
    public string DebugLogPath { get; set; } = "";

    /// <summary>Exit code of the process.</summary>
    public int? ExitCode { get; set; }

    /// <summary>When it started.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When it ended.</summary>
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>When it was created; set by the store.</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When it was last changed; set by the store.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
