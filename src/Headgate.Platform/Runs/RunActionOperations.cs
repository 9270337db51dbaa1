using Headgate.Wire;

namespace Headgate.Platform.Runs;

/// <summary>The operations that start and stop runs, and those on their artifacts.</summary>
internal static class RunActionOperations
{
    public static IReadOnlyList<OperationEntry> All { get; } =
    [
        OperationEntry.Of<TriggerJobRun>(),
        OperationEntry.Of<RerunJob>(),
        OperationEntry.Of<RetryRun>(),
        OperationEntry.Of<GetRetry>(),
        OperationEntry.Of<CancelRun>(),
        OperationEntry.Of<ListRunArtifacts>(),
        OperationEntry.Of<GetRunArtifact>(),
        OperationEntry.Of<GetJobArtifact>(),
    ];
}
