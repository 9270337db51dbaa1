namespace Headgate.Dbt.Execution.Results;

/// <summary>Words and meanings of <see cref="NodeStatus"/>.</summary>
internal static class NodeStatuses
{
    /// <summary>The word in artifacts.</summary>
    public static string Word(this NodeStatus status) =>
        status switch
        {
            NodeStatus.Success => "success",
            NodeStatus.Pass => "pass",
            NodeStatus.Warn => "warn",
            NodeStatus.Fail => "fail",
            NodeStatus.Error => "error",
            NodeStatus.Skipped => "skipped",
            NodeStatus.NoOp => "no-op",
            NodeStatus.PartialSuccess => "partial success",
            _ => "runtime error",
        };

    /// <summary>Does the status make the call's exit code 1? A skipped exposure does not: nothing was to be built.</summary>
    public static bool IsFailure(this NodeStatus status) =>
        status is NodeStatus.Error or NodeStatus.Fail or NodeStatus.RuntimeError or NodeStatus.PartialSuccess;
}
