using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Catalogue;
using Headgate.Mcp.Results;
using Headgate.Mcp.Tools.Dbt;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Tools.Discovery;

/// <summary>Tools about one column: where it comes from and what is made of it, and what a change of it reaches.</summary>
internal static class ColumnTools
{
    private const int Farthest = 50;

    private const string Lineage = """
        query GetColumnLineage($environmentId: BigInt!, $id: String!, $filters: ColumnLineageFilter) {
          column(environmentId: $environmentId) { lineage(nodeUniqueId: $id, filters: $filters) {
            uniqueId nodeUniqueId name type depth relationship isError error assumed parents { uniqueId use } rowsBy { uniqueId use } } } }
        """;

    private const string Impact = """
        query GetColumnImpact($environmentId: BigInt!, $id: String!, $column: String) {
          column(environmentId: $environmentId) { impact(nodeUniqueId: $id, columnName: $column) { uniqueId name resourceType depth columns ways } } }
        """;

    public static IReadOnlyList<AgentTool> Of(Operation operation) =>
        [
            DiscoveryTool.Of(
                operation,
                "get_column_lineage",
                "Lineage of a column",
                "Where a column comes from, through all models up to sources, and what is made of it; how each step uses it, and by which columns rows are chosen.",
                [
                    DiscoveryTool.Text("model_id", "The model's id, such as model.shop.orders.", isRequired: true),
                    DiscoveryTool.Text("column_name", "The column.", isRequired: true),
                    DiscoveryTool.Choice(
                        "direction",
                        "Where it comes from, what is made of it, or both; both where it is left out.",
                        isRequired: false,
                        "upstream",
                        "downstream",
                        "both"
                    ),
                    DiscoveryTool.Number("depth", "How many steps far; all where it is left out.", Farthest, Farthest),
                ],
                LineageAsync
            ),
            DiscoveryTool.Of(
                operation,
                "get_column_impact",
                "What a change of a column reaches",
                "Everything downstream that is made of a column, whose rows it decides about, or that reads what is reached: models, tests, exposures.",
                [
                    DiscoveryTool.Text(
                        "model_id",
                        "The id of the model, seed, snapshot or source, such as model.shop.orders.",
                        isRequired: true
                    ),
                    DiscoveryTool.Text("column_name", "The column; the whole node where it is left out."),
                ],
                ImpactAsync
            ),
        ];

    private static async ValueTask<CallToolResult> LineageAsync(DiscoveryCall call, CancellationToken cancellation)
    {
        var (id, column) = (call.Text("model_id") ?? "", call.Text("column_name") ?? "");
        var filters = new JsonObject { ["columnName"] = column, ["maxDepth"] = call.Number("depth", Farthest, Farthest) };
        var told = await call.AskAtAsync("column", Lineage, new JsonObject { ["id"] = id, ["filters"] = filters }, cancellation);
        var columns = told.At("lineage").ValueKind == JsonValueKind.Array ? told.At("lineage").EnumerateArray().ToList() : [];
        if (columns.Count == 0)
        {
            return ToolResults.Error($"No column \"{column}\" of \"{id}\" is known in the environment.");
        }
        if (columns[0].At("isError").ValueKind == JsonValueKind.True)
        {
            return ToolResults.Error($"The columns of \"{id}\": {columns[0].At("error").GetString()}");
        }
        var direction = call.Text("direction") ?? "both";
        var shown = columns.FindAll(c =>
            c.At("depth").GetInt32() is var depth && (depth == 0 || direction == "both" || depth < 0 == (direction == "upstream"))
        );
        var ids = shown.Select(c => c.At("uniqueId").GetString()!).ToHashSet(StringComparer.Ordinal);
        return ToolResults.One(
            Cut.Written(json =>
            {
                json.WriteStartObject();
                json.WriteString("type", "column_lineage");
                json.WriteString("root_id", columns[0].At("uniqueId").GetString());
                json.WriteStartArray("columns");
                foreach (var one in shown)
                {
                    json.WriteStartObject();
                    json.Member("unique_id", one, "uniqueId");
                    json.Member("model_id", one, "nodeUniqueId");
                    json.Member("column_name", one, "name");
                    json.Member("data_type", one, "type");
                    json.Member("depth", one, "depth");
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteStartArray("edges");
                foreach (var one in shown)
                {
                    foreach (var parent in one.At("parents").EnumerateArray().Where(p => ids.Contains(p.At("uniqueId").GetString()!)))
                    {
                        json.WriteStartObject();
                        json.Member("source", parent, "uniqueId");
                        json.Member("target", one, "uniqueId");
                        json.Member("use", parent, "use");
                        json.WriteEndObject();
                    }
                }
                json.WriteEndArray();
                json.Member("rows_by", columns[0], "rowsBy");
                json.Member("assumed", columns[0], "assumed");
                json.WriteEndObject();
            })
        );
    }

    private static async ValueTask<CallToolResult> ImpactAsync(DiscoveryCall call, CancellationToken cancellation)
    {
        var variables = new JsonObject { ["id"] = call.Text("model_id") ?? "", ["column"] = call.Text("column_name") };
        var reached = (await call.AskAtAsync("column", Impact, variables, cancellation)).At("impact");
        return ToolResults.List(DiscoveryCall.List(reached.ValueKind == JsonValueKind.Array ? reached.EnumerateArray() : []));
    }
}
