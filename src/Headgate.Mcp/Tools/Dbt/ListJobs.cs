using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Mcp.Results;

namespace Headgate.Mcp.Tools.Dbt;

/// <summary><c>list_jobs</c>: the jobs, with how their last runs ended.</summary>
internal static class ListJobs
{
    public static AgentTool Of(Operation operation) =>
        new(
            "list_jobs",
            operation,
            OperationTools.ArgumentsOf(operation, "include_related"),
            async (call, cancellation) =>
            {
                var answer = await call.AskAsync(
                    operation.Id,
                    call.With(
                        ("include_related", new[] { "most_recent_run", "most_recent_completed_run" }),
                        ("environment_id", call.Caller.Headers.Environment)
                    ),
                    cancellation
                );
                return answer.IsDone
                    ? ToolResults.List(Cut.Each(answer.Data, Write), answer.Offset, answer.Total)
                    : ToolResults.Error(answer.Refusal!);
            }
        );

    private static void Write(Utf8JsonWriter json, JsonElement job)
    {
        json.Members(job, "id", "name", "description", "dbt_version", "job_type", "triggers");
        foreach (var run in (ReadOnlySpan<string>)["most_recent_run", "most_recent_completed_run"])
        {
            json.Member($"{run}_id", job, run, "id");
            json.Member($"{run}_status", job, run, "status_humanized");
            json.Member($"{run}_started_at", job, run, "started_at");
            json.Member($"{run}_finished_at", job, run, "finished_at");
        }
        json.Members(job, "environment_id", "project_id");
        json.Member("schedule", job, "schedule", "cron");
        json.Member("next_run", job, "next_run");
    }
}
