using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Catalogue;
using Headgate.Mcp.Results;
using Headgate.Mcp.Tools.Dbt;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Tools.Discovery;

/// <summary><c>get_lineage</c>: what a node stands on and what stands on it, some steps far.</summary>
internal static class LineageTool
{
    private const int Farthest = 50;

    private static readonly string[] Kinds =
    [
        "Model",
        "Source",
        "Seed",
        "Snapshot",
        "Exposure",
        "Metric",
        "SemanticModel",
        "SavedQuery",
        "Test",
    ];

    private const string Query = """
        query GetFullLineage($environmentId: BigInt!, $types: [ResourceNodeType!]!) {
          environment(id: $environmentId) { applied { lineage(filter: {types: $types}) { name uniqueId resourceType ... on LineageNodeWithParents { parentIds } } } } }
        """;

    public static AgentTool Of(Operation operation) =>
        DiscoveryTool.Of(
            operation,
            "get_lineage",
            "Lineage of a node",
            "The nodes around a node, and which is made from which.",
            [
                DiscoveryTool.Text("unique_id", "The node's id, such as model.shop.orders.", isRequired: true),
                DiscoveryTool.Texts("types", "Only nodes of these kinds.", Kinds),
                DiscoveryTool.Choice(
                    "direction",
                    "What it stands on, what stands on it, or both; both where it is left out.",
                    isRequired: false,
                    "upstream",
                    "downstream",
                    "both"
                ),
                DiscoveryTool.Number("depth", "How many steps far.", 1, Farthest),
            ],
            WorkAsync
        );

    private static async ValueTask<CallToolResult> WorkAsync(DiscoveryCall call, CancellationToken cancellation)
    {
        var (id, types) = (call.Text("unique_id") ?? "", call.Texts("types") is { Count: > 0 } sent ? sent : Kinds);
        var lineage = (
            await call.AskAsync(Query, new JsonObject { ["types"] = new JsonArray([.. types.Select(t => (JsonNode)t)]) }, cancellation)
        ).At("applied", "lineage");
        var nodes = (lineage.ValueKind == JsonValueKind.Array ? lineage.EnumerateArray() : []).ToDictionary(
            n => n.At("uniqueId").GetString()!,
            StringComparer.Ordinal
        );
        if (!nodes.ContainsKey(id))
        {
            return ToolResults.Error($"There is no node \"{id}\" in the environment's lineage of {string.Join(", ", types)}.");
        }
        var edges = nodes
            .Values.SelectMany(n => Parents(n).Where(nodes.ContainsKey).Select(parent => (From: parent, To: n.At("uniqueId").GetString()!)))
            .ToList();
        var (direction, depth) = (call.Text("direction") ?? "both", call.Number("depth", 1, Farthest));
        var near = new HashSet<string>(StringComparer.Ordinal) { id };
        if (direction != "downstream")
        {
            Walk(id, edges.ToLookup(e => e.To, e => e.From), depth, near);
        }
        if (direction != "upstream")
        {
            Walk(id, edges.ToLookup(e => e.From, e => e.To), depth, near);
        }
        return ToolResults.One(
            Cut.Written(json =>
            {
                json.WriteStartObject();
                json.WriteString("type", "lineage_graph");
                json.WriteString("root_id", id);
                json.WriteStartArray("nodes");
                foreach (var node in near.Order(StringComparer.Ordinal).Select(n => nodes[n]))
                {
                    json.WriteStartObject();
                    json.Member("unique_id", node, "uniqueId");
                    json.Member("name", node, "name");
                    json.Member("resource_type", node, "resourceType");
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteStartArray("edges");
                foreach (var edge in edges.Where(e => near.Contains(e.From) && near.Contains(e.To)))
                {
                    json.WriteStartObject();
                    json.WriteString("source", edge.From);
                    json.WriteString("target", edge.To);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteEndObject();
            })
        );
    }

    private static IEnumerable<string> Parents(JsonElement node) =>
        node.At("parentIds") is { ValueKind: JsonValueKind.Array } ids ? ids.EnumerateArray().Select(p => p.GetString()!) : [];

    private static void Walk(string from, ILookup<string, string> next, int depth, HashSet<string> into)
    {
        var (seen, edge) = (new HashSet<string>(StringComparer.Ordinal) { from }, new List<string> { from });
        for (var step = 0; step < depth && edge.Count > 0; step++)
        {
            edge = [.. edge.SelectMany(n => next[n]).Where(seen.Add)];
            into.UnionWith(edge);
        }
    }
}
