using Headgate.Platform.Runs.Queue;
using Headgate.Store.Model;

namespace Headgate.Platform.Webhooks.Making;

/// <summary>The events: dbt's three of runs, and two of our own of questions that the gate puts to people. And which changes cause them.</summary>
internal static class EventTypes
{
    public const string Started = "job.run.started";
    public const string Completed = "job.run.completed";
    public const string Errored = "job.run.errored";

    /// <summary>A change of a question of the gate causes the event of its own name.</summary>
    public static IReadOnlyList<string> OfApprovals { get; } = [ApprovalChange.Requested, ApprovalChange.Decided];

    /// <summary>dbt's.</summary>
    public static IReadOnlyList<string> OfRuns { get; } = [Started, Completed, Errored];

    /// <summary>The events of each change, in the order in which they are sent. Artifacts are stored before a run's end is written.</summary>
    private static readonly Dictionary<string, IReadOnlyList<string>> ByChange = new(StringComparer.Ordinal)
    {
        [RunRules.EventType(RunStatus.Running)] = [Started],
        [RunRules.EventType(RunStatus.Success)] = [Completed],
        [RunRules.EventType(RunStatus.Cancelled)] = [Completed],
        [RunRules.Failing] = [Errored],
        [RunRules.FailedBefore] = [Completed],
        [RunRules.EventType(RunStatus.Error)] = [Errored, Completed],
        [ApprovalChange.Requested] = [ApprovalChange.Requested],
        [ApprovalChange.Decided] = [ApprovalChange.Decided],
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. OfRuns, .. OfApprovals];

    /// <summary>The events of an outbox row, in their order.</summary>
    public static IReadOnlyList<string> Of(string change) => ByChange.GetValueOrDefault(change, []);

    /// <summary>The changes that cause one of some events.</summary>
    public static IReadOnlyList<string> ChangesOf(IReadOnlyCollection<string> events) =>
        [.. ByChange.Where(pair => pair.Value.Any(events.Contains)).Select(pair => pair.Key)];
}
