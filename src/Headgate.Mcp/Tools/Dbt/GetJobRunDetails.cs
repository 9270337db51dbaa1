using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Mcp.Results;

namespace Headgate.Mcp.Tools.Dbt;

/// <summary><c>get_job_run_details</c>: a run with its steps, whose logs are left out.</summary>
internal static class GetJobRunDetails
{
    private static readonly string[] Logs = ["logs", "debug_logs", "truncated_debug_logs", "log_path", "debug_log_path"];

    public static AgentTool Of(Operation operation) =>
        new(
            "get_job_run_details",
            operation,
            OperationTools.ArgumentsOf(operation, "include_related"),
            async (call, cancellation) =>
            {
                var answer = await call.AskAsync(operation.Id, call.With(("include_related", new[] { "run_steps" })), cancellation);
                return answer.IsDone ? ToolResults.One(WithoutLogs(answer.Data)) : ToolResults.Error(answer.Refusal!);
            }
        );

    private static JsonElement WithoutLogs(JsonElement run) =>
        Cut.Written(json =>
        {
            json.WriteStartObject();
            foreach (var member in run.EnumerateObject())
            {
                if (member.Name != "run_steps" || member.Value.ValueKind != JsonValueKind.Array)
                {
                    member.WriteTo(json);
                    continue;
                }
                json.WriteStartArray(member.Name);
                foreach (var step in member.Value.EnumerateArray())
                {
                    json.WriteStartObject();
                    foreach (var part in step.EnumerateObject().Where(p => !Logs.Contains(p.Name)))
                    {
                        part.WriteTo(json);
                    }
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            }
            json.WriteEndObject();
        });
}
