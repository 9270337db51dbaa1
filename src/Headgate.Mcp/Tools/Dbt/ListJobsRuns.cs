using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Mcp.Results;

namespace Headgate.Mcp.Tools.Dbt;

/// <summary><c>list_jobs_runs</c>: runs, newest first, of one job or of all.</summary>
internal static class ListJobsRuns
{
    public static AgentTool Of(Operation operation) =>
        new(
            "list_jobs_runs",
            operation,
            [
                .. OperationTools
                    .ArgumentsOf(operation, "include_related")
                    .Select(a => a.Name == "job_definition_id" ? a with { Name = "job_id" } : a),
            ],
            async (call, cancellation) =>
            {
                var arguments = call.With(
                    ("include_related", new[] { "job" }),
                    ("job_definition_id", call.Argument("job_id") is { ValueKind: not JsonValueKind.Undefined } job ? job : null),
                    ("order_by", "-id")
                );
                arguments.Remove("job_id");
                var answer = await call.AskAsync(operation.Id, arguments, cancellation);
                return answer.IsDone
                    ? ToolResults.List(Cut.Each(answer.Data, Write), answer.Offset, answer.Total)
                    : ToolResults.Error(answer.Refusal!);
            },
            description: "Runs of one job, or of all jobs that the caller may see, a page at a time, newest first unless order_by says otherwise."
        );

    private static void Write(Utf8JsonWriter json, JsonElement run)
    {
        json.Members(
            run,
            "id",
            "status",
            "status_humanized",
            "status_message",
            "is_complete",
            "is_success",
            "is_error",
            "is_cancelled",
            "created_at",
            "started_at",
            "finished_at",
            "run_duration_humanized",
            "queued_duration_humanized",
            "dbt_version",
            "git_branch",
            "git_sha",
            "job_definition_id",
            "environment_id",
            "project_id",
            "href"
        );
        json.Member("job_name", run, "job", "name");
        json.Member("job_steps", run, "job", "execute_steps");
    }
}
