using Headgate.Catalogue;

namespace Headgate.Mcp.Tools.Dbt;

/// <summary><c>trigger_job_run</c>: starts a job now.</summary>
internal static class TriggerJobRun
{
    /// <summary>The cause that dbt's server gives where the caller gives none.</summary>
    private const string Cause = "Triggered by dbt MCP";

    public static AgentTool Of(Operation operation) =>
        new(
            "trigger_job_run",
            operation,
            OperationTools.ArgumentsOf(operation, "id"),
            async (call, cancellation) =>
                OperationTools.Result(await call.AskAsync(operation.Id, call.With(("cause", Cause)), cancellation))
        );
}
