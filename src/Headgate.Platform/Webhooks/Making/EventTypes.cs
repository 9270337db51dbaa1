using Headgate.Platform.Runs.Queue;

namespace Headgate.Platform.Webhooks.Making;

/// <summary>The three events, and which changes of a run cause them.</summary>
internal static class EventTypes
{
    public const string Started = "job.run.started";
    public const string Completed = "job.run.completed";
    public const string Errored = "job.run.errored";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Started, Completed, Errored];

    /// <summary>The events of an outbox row, in the order in which they are sent. Artifacts are stored before a run's end is written.</summary>
    public static IReadOnlyList<string> Of(string change) =>
        change switch
        {
            "run.running" => [Started],
            "run.succeeded" or "run.cancelled" => [Completed],
            RunRules.Failing => [Errored],
            RunRules.FailedBefore => [Completed],
            "run.errored" => [Errored, Completed],
            _ => [],
        };
}
