using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Mcp.Tools;
using Headgate.Mcp.Tools.Dbt;
using Headgate.Mcp.Tools.Discovery;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Resources.Environments;

/// <summary>
/// What is known of an environment as resources: lineage as Mermaid and SVG, the newest manifest, and what the project says of its models. Each is made of calls like a tool's.
/// </summary>
internal static class EnvironmentResources
{
    /// <summary>What their addresses begin with.</summary>
    public const string Prefix = "headgate://environments/";

    private const string DocsName = "docs.md";
    private const string ManifestName = "manifest.json";
    private const string LineageName = "lineage";
    private const string OfNode = "lineage/";
    private const string Svg = ".svg";
    private const string Mermaid = ".mmd";

    private const string Lineage = """
        query Lineage($environmentId: BigInt!) { environment(id: $environmentId) { applied { lineage(filter: {types: [Model, Source, Seed, Snapshot, Exposure, Metric, SemanticModel, SavedQuery]}) {
          name uniqueId resourceType ... on LineageNodeWithParents { parentIds } } } } }
        """;

    private const string Newest = """
        query Newest($environmentId: BigInt!) { environment(id: $environmentId) { definition { resources(filter: {types: [Model, Seed, Snapshot, Source]}, first: 1) { edges { node {
          ... on ModelDefinitionNode { runId } ... on SeedDefinitionNode { runId } ... on SnapshotDefinitionNode { runId } ... on SourceDefinitionNode { runId } } } } } } }
        """;

    private const string Docs = """
        query Docs($environmentId: BigInt!, $first: Int, $after: String) { environment(id: $environmentId) { applied { models(first: $first, after: $after) {
          pageInfo { hasNextPage endCursor } edges { node { name uniqueId description catalog { columns { name type description } } } } } } } }
        """;

    /// <summary>The forms of their addresses.</summary>
    public static IReadOnlyList<ResourceTemplate> Templates { get; } =
    [
        Template(
            "lineage.mmd",
            "lineage",
            "Lineage of an environment, in Mermaid",
            "What is made from what, of everything that was built."
        ),
        Template("lineage.svg", "lineage-picture", "Lineage of an environment, as SVG", "The same as a picture."),
        Template(
            "lineage/{unique_id}.mmd",
            "node-lineage",
            "Lineage of a node, in Mermaid",
            "All that a node stands on and that stands on it."
        ),
        Template("lineage/{unique_id}.svg", "node-lineage-picture", "Lineage of a node, as SVG", "The same as a picture."),
        Template(
            "manifest.json",
            "manifest",
            "The newest manifest",
            "How the project is defined; asks for the artifact of the run that left it."
        ),
        Template("docs.md", "docs", "What the project says of its models", "Models with their descriptions and columns, as Markdown."),
    ];

    /// <summary>Which environment and which of its resources an address names; null where it is none of these.</summary>
    public static (long Environment, string Name)? Find(string uri)
    {
        if (!uri.StartsWith(Prefix, StringComparison.Ordinal) || uri.IndexOf('/', Prefix.Length) is not (> 0 and var slash))
        {
            return null;
        }
        var (number, name) = (uri[Prefix.Length..slash], uri[(slash + 1)..]);
        var isKnown =
            name is DocsName or ManifestName
            || (IsDrawn(name) && (name[..^4] == LineageName || name.StartsWith(OfNode, StringComparison.Ordinal)));
        return isKnown && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? (id, name) : null;
    }

    /// <summary>Reads a resource; null where there is nothing, or it may not be seen.</summary>
    public static async ValueTask<(string Type, string Text)?> ReadAsync(
        ToolCall call,
        long environment,
        string name,
        CancellationToken cancellation
    )
    {
        var discovery = new DiscoveryCall(call, environment);
        try
        {
            return name switch
            {
                DocsName => await DocsAsync(discovery, cancellation),
                ManifestName => await ManifestAsync(call, discovery, cancellation),
                _ => await LineageAsync(discovery, name[..^4], name.EndsWith(Svg, StringComparison.Ordinal), cancellation),
            };
        }
        catch (DiscoveryStop)
        {
            return null;
        }
    }

    private static bool IsDrawn(string name) =>
        name.EndsWith(Svg, StringComparison.Ordinal) || name.EndsWith(Mermaid, StringComparison.Ordinal);

    private static async ValueTask<(string, string)?> LineageAsync(
        DiscoveryCall call,
        string name,
        bool isSvg,
        CancellationToken cancellation
    )
    {
        var lineage = (await call.AskAsync(Lineage, [], cancellation)).At("applied", "lineage");
        if (lineage.ValueKind != JsonValueKind.Array)
        {
            return null;
        }
        var nodes = lineage.EnumerateArray().Select(Node).ToList();
        if (LineageMap.Of(nodes, name == LineageName ? null : name[OfNode.Length..]) is not { } map)
        {
            return null;
        }
        var large = $"{map.Count} nodes are more than the {LineageMap.Most} that are drawn: ask for the lineage of one node.";
        return (isSvg, map.Count > LineageMap.Most) switch
        {
            (true, false) => ("image/svg+xml", map.Svg()),
            (false, false) => ("text/vnd.mermaid", map.Mermaid()),
            _ => ("text/plain", large),
        };
    }

    private static LineageNode Node(JsonElement node) =>
        new(
            node.At("uniqueId").GetString()!,
            node.At("name").ValueKind == JsonValueKind.String ? node.At("name").GetString()! : "",
            node.At("resourceType").GetString()!,
            node.At("parentIds") is { ValueKind: JsonValueKind.Array } parents
                ? [.. parents.EnumerateArray().Select(p => p.GetString()!)]
                : []
        );

    private static async ValueTask<(string, string)?> ManifestAsync(ToolCall call, DiscoveryCall discovery, CancellationToken cancellation)
    {
        var edges = (await discovery.AskAsync(Newest, [], cancellation)).At("definition", "resources", "edges");
        if (
            edges.ValueKind != JsonValueKind.Array
            || edges.GetArrayLength() == 0
            || edges[0].At("node", "runId").ValueKind != JsonValueKind.Number
        )
        {
            return null;
        }
        var sent = new JsonObject { ["run_id"] = edges[0].At("node", "runId").GetInt64(), ["path"] = "manifest.json" };
        var answer = await call.AskAsync(
            "artifacts.get",
            JsonElement.Parse(sent.ToJsonString()).EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value)),
            cancellation,
            call.Settings.ResultLimit
        );
        return answer.File is { } text ? ("application/json", text) : null;
    }

    private static async ValueTask<(string, string)?> DocsAsync(DiscoveryCall call, CancellationToken cancellation)
    {
        var models = await call.AllAsync(Docs, [], "applied", "models", cancellation);
        return models.Count == 0 ? null : ("text/markdown", DocsPage.Of("Models", models));
    }

    private static ResourceTemplate Template(string name, string id, string title, string says) =>
        new()
        {
            UriTemplate = $"{Prefix}{{environment_id}}/{name}",
            Name = id,
            Title = title,
            Description = says,
        };
}
