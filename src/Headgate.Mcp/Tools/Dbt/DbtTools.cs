using Headgate.Catalogue;

namespace Headgate.Mcp.Tools.Dbt;

/// <summary>
/// The tools of dbt's own MCP server (dbt-mcp), with its names, arguments and forms of results. An operation has one tool: what else the operation takes stands behind
/// dbt's arguments.
/// </summary>
internal static class DbtTools
{
    /// <summary>Those whose operations there are.</summary>
    public static IReadOnlyList<AgentTool> Of(OperationCatalogue catalogue)
    {
        return
        [
            .. new (string Operation, Func<Operation, AgentTool> Make)[]
            {
                ("projects.list", ListProjects.Of),
                ("jobs.list", ListJobs.Of),
                ("jobs.get", o => Plain("get_job_details", o)),
                ("jobs.trigger", TriggerJobRun.Of),
                ("runs.list", ListJobsRuns.Of),
                ("runs.get", GetJobRunDetails.Of),
                ("runs.cancel", o => Plain("cancel_job_run", o)),
                ("runs.retry", o => Plain("retry_job_run", o)),
                ("artifacts.list", ListJobRunArtifacts.Of),
            }.SelectMany(t => catalogue.Find(t.Operation) is { } found ? new[] { t.Make(found) } : []),
            .. catalogue.Find("runs.get") is { } run ? new[] { GetJobRunError.Of(run) } : [],
        ];
    }

    private static AgentTool Plain(string name, Operation operation) =>
        new(
            name,
            operation,
            OperationTools.ArgumentsOf(operation),
            async (call, cancellation) => OperationTools.Result(await call.AskAsync(operation.Id, call.Arguments, cancellation))
        );
}
