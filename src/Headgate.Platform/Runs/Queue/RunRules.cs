using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Queue;

/// <summary>The state machine: which status may follow which.</summary>
public static class RunRules
{
    /// <summary>The outbox's name for "a command has failed, and the run will end with it": told at once, before what the command left is stored.</summary>
    internal const string Failing = "run.failing";

    /// <summary>The outbox's name for the end in error of a run that was told to be failing.</summary>
    internal const string FailedBefore = "run.failed";

    /// <summary>Statuses of runs that have not ended.</summary>
    public static IReadOnlyList<RunStatus> Active { get; } = [RunStatus.Queued, RunStatus.Starting, RunStatus.Running];

    /// <summary>Those that have not ended; they have an index of their own, which every question about them must allow the database to use.</summary>
    internal static IQueryable<Run> Unfinished(this IQueryable<Run> runs) => runs.Where(run => run.FinishedAt == null);

    /// <summary>Whether the machine allows the step. A run that has ended never changes its status again.</summary>
    public static bool MayFollow(RunStatus from, RunStatus to) =>
        (from, to) switch
        {
            (RunStatus.Queued, RunStatus.Starting or RunStatus.Cancelled) => true,
            (RunStatus.Starting, RunStatus.Running or RunStatus.Cancelled or RunStatus.Error) => true,
            (RunStatus.Running, RunStatus.Success or RunStatus.Error or RunStatus.Cancelled) => true,
            _ => false,
        };

    /// <summary>The outbox's name of the change into a status.</summary>
    internal static string EventType(RunStatus status) =>
        status switch
        {
            RunStatus.Queued => "run.queued",
            RunStatus.Starting => "run.starting",
            RunStatus.Running => "run.running",
            RunStatus.Success => "run.succeeded",
            RunStatus.Error => "run.errored",
            RunStatus.Cancelled => "run.cancelled",
            _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Not a status of a run."),
        };
}
