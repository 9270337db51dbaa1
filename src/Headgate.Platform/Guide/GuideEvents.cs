using Headgate.Catalogue;

namespace Headgate.Platform.Guide;

/// <summary>Webhook events with what triggers each.</summary>
internal static class GuideEvents
{
    /// <summary>The events, with the operations of the catalogue that lead to them.</summary>
    public static IReadOnlyList<GuideEvent> Of(IReadOnlyList<Operation> operations) =>
        [
            new("job.run.started", "A run leaves the queue and its first step begins.", CausedBy(operations, "job.run.started")),
            new(
                "job.run.completed",
                "A run has ended, well or badly, and its artifacts are stored.",
                CausedBy(operations, "job.run.completed")
            ),
            new(
                "job.run.errored",
                "A run has failed. It comes at once, perhaps before the artifacts are stored; job.run.completed follows.",
                CausedBy(operations, "job.run.errored")
            ),
        ];

    private static IReadOnlyList<string> CausedBy(IReadOnlyList<Operation> operations, string name) =>
        [.. operations.Where(o => o.Event == name).Select(o => o.Id)];
}
