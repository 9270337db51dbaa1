using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Mcp.Results;

namespace Headgate.Mcp.Tools.Dbt;

/// <summary><c>list_job_run_artifacts</c>: the files that a run left, without the compiled text of each model.</summary>
internal static class ListJobRunArtifacts
{
    public static AgentTool Of(Operation operation) =>
        new(
            "list_job_run_artifacts",
            operation,
            OperationTools.ArgumentsOf(operation, "include_related"),
            async (call, cancellation) =>
            {
                var answer = await call.AskAsync(operation.Id, call.With(), cancellation);
                return answer.IsDone ? ToolResults.List(WithoutCode(answer.Data)) : ToolResults.Error(answer.Refusal!);
            }
        );

    private static JsonElement WithoutCode(JsonElement paths) =>
        Cut.Written(json =>
        {
            json.WriteStartArray();
            foreach (var path in paths.EnumerateArray())
            {
                var text = path.GetString()!;
                if (!text.StartsWith("compiled/", StringComparison.Ordinal) && !text.StartsWith("run/", StringComparison.Ordinal))
                {
                    path.WriteTo(json);
                }
            }
            json.WriteEndArray();
        });
}
