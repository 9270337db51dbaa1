using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Mcp.Results;
using Headgate.Mcp.Tools.Dbt;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Tools.Discovery;

/// <summary><c>get_related_models</c>: models that are like one, by what they stand on, what stands on them, their tags and the words of their names. It says which.</summary>
internal static class RelatedTool
{
    private const int Most = 50;
    private const int Few = 10;

    private const string Models = """
        query GetRelated($environmentId: BigInt!, $after: String, $first: Int) {
          environment(id: $environmentId) { applied { models(after: $after, first: $first) { pageInfo { hasNextPage endCursor } edges { node { uniqueId name description tags } } } } } }
        """;

    private const string Edges = """
        query GetEdges($environmentId: BigInt!) {
          environment(id: $environmentId) { applied { lineage(filter: {types: [Model, Source, Seed, Snapshot, Exposure]}) { uniqueId ... on LineageNodeWithParents { parentIds } } } } }
        """;

    public static AgentTool Of(Operation operation) =>
        DiscoveryTool.Of(
            operation,
            "get_related_models",
            "Models like a model",
            "Models that share parents, children, tags or words of their names with a model, the nearest first, and what they share.",
            [
                DiscoveryTool.Text("name", "The model's name. The id is preferred, because names can be in several packages."),
                DiscoveryTool.Text("unique_id", "The model's id, such as model.shop.orders."),
                DiscoveryTool.Number("limit", "How many at most.", Few, Most),
            ],
            WorkAsync
        );

    private static async ValueTask<CallToolResult> WorkAsync(DiscoveryCall call, CancellationToken cancellation)
    {
        call.OneModel();
        var models = await call.AllAsync(Models, [], "applied", "models", cancellation);
        var lineage = (await call.AskAsync(Edges, [], cancellation)).At("applied", "lineage");
        var edges = (lineage.ValueKind == JsonValueKind.Array ? lineage.EnumerateArray() : [])
            .SelectMany(n => Texts(n, "parentIds").Select(parent => (From: parent, To: Id(n))))
            .ToList();
        var (parents, children) = (edges.ToLookup(e => e.To, e => e.From), edges.ToLookup(e => e.From, e => e.To));
        var (id, name) = (call.Text("unique_id"), call.Text("name"));
        if (
            models.Find(m => id is not null ? Id(m) == id : m.At("name").GetString() == name)
            is not { ValueKind: JsonValueKind.Object } model
        )
        {
            return ToolResults.List(DiscoveryCall.List([]));
        }
        var related = models
            .Where(other => Id(other) != Id(model))
            .Select(other => new Likeness(
                other,
                Shared(parents[Id(model)], parents[Id(other)]),
                Shared(children[Id(model)], children[Id(other)]),
                Shared(Texts(model, "tags"), Texts(other, "tags")),
                Shared(Words(model), Words(other))
            ))
            .Where(likeness => likeness.Score > 0)
            .OrderByDescending(likeness => likeness.Score)
            .ThenBy(likeness => Id(likeness.Model), StringComparer.Ordinal)
            .Take(call.Number("limit", Few, Most));
        return ToolResults.List(DiscoveryCall.List(related.Select(likeness => likeness.Json())));
    }

    private static string Id(JsonElement node) => node.At("uniqueId").GetString()!;

    private static IEnumerable<string> Texts(JsonElement node, string name) =>
        node.At(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(t => t.GetString()!) : [];

    /// <summary>The words of a name, without those that say what kind of model it is.</summary>
    private static IEnumerable<string> Words(JsonElement model) =>
        model
            .At("name")
            .GetString()!
            .ToLowerInvariant()
            .Split('_', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word is not ("stg" or "base" or "int" or "fct" or "dim" or "mart" or "rpt"));

    private static List<string> Shared(IEnumerable<string> one, IEnumerable<string> other) =>
        [.. one.Intersect(other, StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>What a model shares with the one that was asked about.</summary>
    private sealed record Likeness(JsonElement Model, List<string> Parents, List<string> Children, List<string> Tags, List<string> Words)
    {
        /// <summary>Parents tell most of what a model is about, tags least.</summary>
        public int Score => (3 * Parents.Count) + (2 * Children.Count) + (2 * Words.Count) + Tags.Count;

        public JsonElement Json() =>
            Cut.Written(json =>
            {
                json.WriteStartObject();
                json.Member("uniqueId", Model, "uniqueId");
                json.Member("name", Model, "name");
                json.Member("description", Model, "description");
                foreach (
                    var (name, shared) in (IEnumerable<(string, List<string>)>)
                        [("sharedParents", Parents), ("sharedChildren", Children), ("sharedTags", Tags), ("sharedWords", Words)]
                )
                {
                    json.WriteStartArray(name);
                    shared.ForEach(json.WriteStringValue);
                    json.WriteEndArray();
                }
                json.WriteEndObject();
            });
    }
}
