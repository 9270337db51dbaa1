using Headgate.Metadata.Artifacts;

namespace Headgate.Metadata.Graph.Fields;

/// <summary>Fields about how a node was executed and how fresh a source is.</summary>
internal static class ExecutionFields
{
    private static readonly string[] Bad = ["error", "fail", "runtime error", "partial success", "skipped"];

    /// <summary>Fields of a node as one run left it.</summary>
    public static Dictionary<string, Func<GraphNode, object?>> OfRun { get; } =
        new(StringComparer.Ordinal)
        {
            ["status"] = n => n.Execution?.Status,
            ["state"] = n => n.Node.Kind == "Source" ? FreshnessStatus(n.Node.Freshness) : n.Execution?.Status,
            ["error"] = n => ErrorOf(n.Execution),
            ["skip"] = n => n.Execution is { } x ? x.Status == "skipped" : null,
            ["fail"] = n => n.Execution is { } x ? x.Status == "fail" : null,
            ["warn"] = n => n.Execution is { } x ? x.Status == "warn" : null,
            ["executionTime"] = n => n.Execution?.ExecutionTime,
            ["threadId"] = n => n.Execution?.ThreadId,
            ["thread_id"] = n => n.Execution?.ThreadId,
            ["compileStartedAt"] = n => n.Execution?.CompileStartedAt,
            ["compileCompletedAt"] = n => n.Execution?.CompileCompletedAt,
            ["executeStartedAt"] = n => n.Execution?.ExecuteStartedAt,
            ["executeCompletedAt"] = n => n.Execution?.ExecuteCompletedAt,
            ["runElapsedTime"] = n => n.Execution?.RunElapsedTime,
            ["runGeneratedAt"] = n => n.Execution?.GeneratedAt ?? n.Node.Freshness?.GeneratedAt ?? n.In.Place.GeneratedAt,
            ["invocationId"] = n => n.In.Place.InvocationId,
            ["args"] = _ => null,
            ["runResults"] = n => n.Execution is { } x ? new List<object> { RunInfo(x, n.In.Place.InvocationId) } : [],
            ["freshnessChecked"] = n => n.Node.Freshness is not null,
            ["maxLoadedAt"] = n => n.Node.Freshness?.MaxLoadedAt,
            ["maxLoadedAtTimeAgoInS"] = n => n.Node.Freshness?.MaxLoadedAtTimeAgoInS,
            ["snapshottedAt"] = n => n.Node.Freshness?.SnapshottedAt,
            ["lastRunStatus"] = n => n.Execution is { } x ? ModelStatus(x.Status) : null,
            ["lastKnownResult"] = n => TestStatus(n.Execution),
        };

    /// <summary><c>executionInfo</c>; null where a model or snapshot was never executed.</summary>
    public static Dictionary<string, object?>? Info(GraphNode node) =>
        node.Node.Execution is { } x
            ? new(StringComparer.Ordinal)
            {
                ["compileStartedAt"] = x.CompileStartedAt,
                ["compileCompletedAt"] = x.CompileCompletedAt,
                ["executeStartedAt"] = x.ExecuteStartedAt,
                ["executeCompletedAt"] = x.ExecuteCompletedAt,
                ["executionTime"] = x.ExecutionTime,
                ["lastJobDefinitionId"] = x.JobId,
                ["lastRunId"] = x.RunId,
                ["lastRunGeneratedAt"] = x.GeneratedAt,
                ["lastRunStatus"] = node.Node.Kind == "Model" ? ModelStatus(x.Status) : x.Status,
                ["lastRunError"] = ErrorOf(x),
                ["lastRunFailures"] = x.Failures,
                ["lastRunSkip"] = x.Status == "skipped",
                ["lastSuccessJobDefinitionId"] = x.SuccessJobId,
                ["lastSuccessRunId"] = x.SuccessRunId,
                ["runElapsedTime"] = x.RunElapsedTime,
                ["runGeneratedAt"] = x.GeneratedAt,
            }
        : node.Node.Kind is "Model" or "Snapshot" ? null
        : [];

    /// <summary>The schema's word for how a model went.</summary>
    public static string ModelStatus(string status) =>
        status switch
        {
            "success" or "reused" or "pass" or "warn" => "success",
            "skipped" or "no-op" => "skipped",
            _ => "error",
        };

    /// <summary>The schema's word for how a test went; null for none.</summary>
    public static string? TestStatus(NodeExecution? execution) =>
        execution?.Status switch
        {
            null => null,
            "pass" or "fail" or "error" or "skipped" or "warn" => execution.Status,
            "success" => "pass",
            _ => "error",
        };

    /// <summary>The schema's word for how fresh a source is; null where nobody looked.</summary>
    public static string? FreshnessStatus(NodeFreshness? freshness) =>
        freshness?.Status switch
        {
            null => null,
            "pass" => "Pass",
            "warn" => "Warn",
            "skipped" => "Skipped",
            _ => "Error",
        };

    /// <summary><c>freshness</c>, but for its rules.</summary>
    public static Dictionary<string, object?> Freshness(NodeFreshness? f) =>
        new(StringComparer.Ordinal)
        {
            ["freshnessChecked"] = f is not null,
            ["freshnessStatus"] = FreshnessStatus(f),
            ["freshnessRunId"] = f?.RunId,
            ["freshnessJobDefinitionId"] = f?.JobId,
            ["freshnessRunGeneratedAt"] = f?.GeneratedAt,
            ["maxLoadedAt"] = f?.MaxLoadedAt,
            ["maxLoadedAtTimeAgoInS"] = f?.MaxLoadedAtTimeAgoInS,
            ["snapshottedAt"] = f?.SnapshottedAt,
        };

    /// <summary>Whether a node did not end well, so that its error is told.</summary>
    public static bool HasFailed(NodeExecution? execution) => execution is { } x && Bad.Contains(x.Status);

    private static string? ErrorOf(NodeExecution? execution) => HasFailed(execution) ? execution!.Message : null;

    private static Dictionary<string, object?> RunInfo(NodeExecution x, string? invocation) =>
        new(StringComparer.Ordinal)
        {
            ["compileStartedAt"] = x.CompileStartedAt,
            ["compileCompletedAt"] = x.CompileCompletedAt,
            ["executeStartedAt"] = x.ExecuteStartedAt,
            ["executeCompletedAt"] = x.ExecuteCompletedAt,
            ["executionTime"] = x.ExecutionTime,
            ["error"] = ErrorOf(x),
            ["invocationId"] = invocation,
            ["runElapsedTime"] = x.RunElapsedTime,
            ["runGeneratedAt"] = x.GeneratedAt,
            ["skip"] = x.Status == "skipped",
            ["status"] = x.Status,
            ["threadId"] = x.ThreadId,
        };
}
