using Headgate.Dbt.Execution.Results;

namespace Headgate.Dbt.Execution;

/// <summary>What came of a command's nodes.</summary>
/// <param name="Results">Hooks and nodes, in the order in which they came.</param>
/// <param name="Elapsed">From the first hook to the last.</param>
/// <param name="Interrupted">Was the call cancelled?</param>
internal sealed record GraphRunResult(IReadOnlyList<NodeResult> Results, TimeSpan Elapsed, bool Interrupted)
{
    /// <summary>What ended the call after its nodes; null for nothing.</summary>
    public Exception? Failure { get; init; }

    /// <summary>Did nothing fail?</summary>
    public bool Succeeded =>
        !Interrupted
        && Failure is null
        && Results.All(r =>
            !r.Status.IsFailure() && (r.Status != NodeStatus.Skipped || r.Node.ResourceType == Artifacts.ResourceType.Exposure)
        );
}
