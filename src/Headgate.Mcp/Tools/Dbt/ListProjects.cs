using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Mcp.Results;

namespace Headgate.Mcp.Tools.Dbt;

/// <summary><c>list_projects</c>: the projects, with their environments.</summary>
internal static class ListProjects
{
    public static AgentTool Of(Operation operation) =>
        new(
            "list_projects",
            operation,
            OperationTools.ArgumentsOf(operation, "include_related"),
            async (call, cancellation) =>
            {
                var answer = await call.AskAsync(
                    operation.Id,
                    call.With(("include_related", new[] { "environments", "repository" })),
                    cancellation
                );
                return answer.IsDone
                    ? ToolResults.List(Cut.Each(answer.Data, Write), answer.Offset, answer.Total)
                    : ToolResults.Error(answer.Refusal!);
            }
        );

    private static void Write(Utf8JsonWriter json, JsonElement project)
    {
        json.Members(project, "id", "name", "description", "dbt_project_subdirectory", "has_semantic_layer", "type");
        json.WriteStartArray("environments");
        if (project.At("environments") is { ValueKind: JsonValueKind.Array } environments)
        {
            foreach (var environment in environments.EnumerateArray())
            {
                json.WriteStartObject();
                json.Members(environment, "id", "name", "type");
                json.WriteEndObject();
            }
        }
        json.WriteEndArray();
        json.Member("repository_full_name", project, "repository", "full_name");
    }
}
