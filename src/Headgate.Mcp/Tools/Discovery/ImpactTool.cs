using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Catalogue;
using Headgate.Mcp.Results;
using Headgate.Mcp.Tools.Dbt;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Tools.Discovery;

/// <summary><c>get_impact</c>: what a change of a node or one of its columns reaches, down to exposures, with the jobs and agents that may build that again.</summary>
internal static class ImpactTool
{
    private const string Rebuilders = "gate.rebuilders.list";

    /// <summary>Nodes that are asked about in one call.</summary>
    private const int Most = 500;

    private const string Query = """
        query GetImpact($environmentId: BigInt!, $id: String!, $column: String) {
          column(environmentId: $environmentId) { impact(nodeUniqueId: $id, columnName: $column) { uniqueId name resourceType depth columns ways } } }
        """;

    public static AgentTool Of(Operation operation) =>
        DiscoveryTool.Of(
            operation,
            "get_impact",
            "What a change reaches, and who may rebuild it",
            "Everything downstream of a model, seed, snapshot or source, or of one of its columns, with exposures; the jobs that build it, and which agents may have it built.",
            [
                DiscoveryTool.Text("unique_id", "The node's id, such as model.shop.orders.", isRequired: true),
                DiscoveryTool.Text("column_name", "One of its columns; the whole node where it is left out."),
            ],
            WorkAsync
        );

    private static async ValueTask<CallToolResult> WorkAsync(DiscoveryCall call, CancellationToken cancellation)
    {
        var id = call.Text("unique_id") ?? "";
        var told = await call.AskAtAsync(
            "column",
            Query,
            new JsonObject { ["id"] = id, ["column"] = call.Text("column_name") },
            cancellation
        );
        var reached = told.At("impact").ValueKind == JsonValueKind.Array ? told.At("impact").EnumerateArray().ToList() : [];
        var nodes = new JsonArray([.. reached.Select(n => n.At("uniqueId").GetString()!).Prepend(id).Take(Most).Select(n => (JsonNode)n)]);
        var rebuilders = await call.OperationAsync(Rebuilders, new JsonObject { ["nodes"] = nodes }, cancellation);
        return ToolResults.One(
            Cut.Written(json =>
            {
                json.WriteStartObject();
                json.WriteString("type", "impact");
                json.WriteString("root_id", id);
                json.WriteStartArray("reached");
                reached.ForEach(node => node.WriteTo(json));
                json.WriteEndArray();
                json.Member("rebuilders", rebuilders);
                json.WriteEndObject();
            })
        );
    }
}
