using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Catalogue;
using Headgate.Mcp.Results;
using Headgate.Mcp.Tools.Dbt;
using Headgate.Mcp.Tools.Discovery;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Tools.SemanticLayer;

/// <summary>Tools about what a project measures and by what.</summary>
internal static class DefinitionTools
{
    /// <summary>Up to so many metrics are listed with what they can be grouped by.</summary>
    private const int MostWithRelated = 10;

    /// <summary>A longer list leaves out what is longest in it.</summary>
    private const int MostCharacters = 16_000;

    private const string Metrics = """
        query GetMetrics($environmentId: BigInt!) {
          metricsPaginated(environmentId: $environmentId) { items { name label description type config { meta } } } }
        """;

    private const string Related = """
        query GetMetricsWithRelated($environmentId: BigInt!) {
          metricsPaginated(environmentId: $environmentId) { items { name dimensions { name } entities { name } } } }
        """;

    private const string Dimensions = """
        query GetDimensions($environmentId: BigInt!, $metrics: [MetricInput!]!, $search: String) {
          dimensionsPaginated(environmentId: $environmentId, metrics: $metrics, search: $search) {
            items { name type description label queryableGranularities queryableTimeGranularities config { meta } } } }
        """;

    private const string Entities = """
        query GetEntities($environmentId: BigInt!, $metrics: [MetricInput!], $search: String) {
          entitiesPaginated(environmentId: $environmentId, metrics: $metrics, search: $search) { items { name type description } } }
        """;

    private const string SavedQueries = """
        query GetSavedQueries($environmentId: BigInt!) {
          savedQueries(environmentId: $environmentId) { name label description
            queryParams { metrics { name } groupBy { name } where { whereSqlTemplate } } } }
        """;

    public static IReadOnlyList<AgentTool> Of(Operation read) =>
        [
            Tool(
                read,
                "list_metrics",
                "The metrics of a project",
                "The metrics that can be queried, as CSV. A short list tells what each can be grouped by; get_dimensions tells it for any.",
                [
                    Either("search", "Only metrics whose name, label or description has this text, or one of these texts."),
                    new ToolArgument(
                        "meta_filter",
                        new JsonObject
                        {
                            ["type"] = new JsonArray("object", "null"),
                            ["description"] = "Only metrics whose meta has these values.",
                        },
                        IsRequired: false,
                        "Only metrics whose meta has these values."
                    ),
                ],
                ListMetricsAsync
            ),
            Tool(
                read,
                "list_saved_queries",
                "The saved queries of a project",
                "The queries that the project keeps under a name.",
                [DiscoveryTool.Text("search", "Only queries whose name has this text.")],
                ListSavedQueriesAsync
            ),
            Tool(
                read,
                "get_dimensions",
                "The dimensions of metrics",
                "What the metrics can be grouped and filtered by together, with the grains that times can be asked for in.",
                [SemanticLayerArguments.Metrics(), DiscoveryTool.Text("search", "Only dimensions whose name has this text.")],
                GetDimensionsAsync
            ),
            Tool(
                read,
                "get_entities",
                "The entities of metrics",
                "The keys that the metrics can be grouped by together.",
                [SemanticLayerArguments.Metrics(), DiscoveryTool.Text("search", "Only entities whose name has this text.")],
                async (call, cancellation) =>
                    ToolResults.List(
                        DiscoveryCall.List(
                            Items(await AskAsync(call, Entities, call.MetricsAndSearch(), cancellation), "entitiesPaginated")
                        )
                    )
            ),
        ];

    private static async ValueTask<CallToolResult> ListMetricsAsync(DiscoveryCall call, CancellationToken cancellation)
    {
        var wanted = call.Texts("search") ?? (call.Text("search") is { } one ? [one] : []);
        var meta = call.Argument("meta_filter");
        var metrics = Items(await AskAsync(call, Metrics, [], cancellation), "metricsPaginated")
            .Where(metric => wanted.Count == 0 || wanted.Any(text => Mentions(metric, text)))
            .Where(metric => meta.ValueKind != JsonValueKind.Object || HasMeta(metric, meta))
            .ToList();
        var related = metrics.Count is > 0 and <= MostWithRelated
            ? Items(await AskAsync(call, Related, [], cancellation), "metricsPaginated").ToDictionary(m => m.At("name").GetString()!)
            : null;
        foreach (
            var left in (string[][])
                [
                    [],
                    ["description"],
                    ["description", "metadata"],
                ]
        )
        {
            var text = Csv(metrics, related, left);
            if (text.Length <= MostCharacters || left.Length == 2)
            {
                return ToolResults.Text(
                    left.Length == 0
                        ? text
                        : $"# The list is long, so it is without {string.Join(" and ", left)}: search for some of them.\n{text}"
                );
            }
        }
        throw new System.Diagnostics.UnreachableException();
    }

    private static string Csv(List<JsonElement> metrics, Dictionary<string, JsonElement>? related, string[] left)
    {
        string[] columns =
        [
            "name",
            "type",
            .. ((string[])["label", "description", "metadata"]).Except(left),
            .. related is null ? (string[])[] : ["dimensions", "entities"],
        ];
        var csv = new StringBuilder(string.Join(',', columns));
        foreach (var metric in metrics)
        {
            csv.Append('\n')
                .AppendJoin(
                    ',',
                    columns.Select(column =>
                        Quoted(
                            column switch
                            {
                                "metadata" => metric.At("config", "meta") is { ValueKind: JsonValueKind.Object } meta
                                    ? meta.GetRawText()
                                    : "",
                                "dimensions" or "entities" => string.Join(
                                    ", ",
                                    related!
                                        [metric.At("name").GetString()!]
                                        .At(column)
                                        .EnumerateArray()
                                        .Select(item => item.At("name").GetString())
                                ),
                                _ => metric.At(column) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "",
                            }
                        )
                    )
                );
        }
        return csv.ToString();
    }

    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static bool Mentions(JsonElement metric, string text) =>
        ((string[])["name", "label", "description"]).Any(member =>
            metric.At(member) is { ValueKind: JsonValueKind.String } value
            && value.GetString()!.Contains(text, StringComparison.OrdinalIgnoreCase)
        );

    private static bool HasMeta(JsonElement metric, JsonElement wanted) =>
        wanted.EnumerateObject().All(pair => JsonElement.DeepEquals(metric.At("config", "meta").At(pair.Name), pair.Value));

    private static async ValueTask<CallToolResult> ListSavedQueriesAsync(DiscoveryCall call, CancellationToken cancellation)
    {
        var answer = await AskAsync(call, SavedQueries, [], cancellation);
        var queries = answer
            .At("savedQueries")
            .EnumerateArray()
            .Where(query =>
                call.Text("search") is not { } text || query.At("name").GetString()!.Contains(text, StringComparison.OrdinalIgnoreCase)
            );
        return ToolResults.List(
            Cut.Written(json =>
            {
                json.WriteStartArray();
                foreach (var query in queries)
                {
                    json.WriteStartObject();
                    foreach (var member in (string[])["name", "label", "description"])
                    {
                        Member(json, member, query.At(member));
                    }
                    Names(json, "metrics", query.At("queryParams", "metrics"));
                    Names(json, "group_by", query.At("queryParams", "groupBy"));
                    Member(json, "where", query.At("queryParams", "where").At("whereSqlTemplate"));
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            })
        );
    }

    private static async ValueTask<CallToolResult> GetDimensionsAsync(DiscoveryCall call, CancellationToken cancellation)
    {
        var answer = await AskAsync(call, Dimensions, call.MetricsAndSearch(), cancellation);
        return ToolResults.List(
            Cut.Written(json =>
            {
                json.WriteStartArray();
                foreach (var dimension in Items(answer, "dimensionsPaginated"))
                {
                    json.WriteStartObject();
                    foreach (var member in (string[])["name", "type", "description", "label"])
                    {
                        Member(json, member, dimension.At(member));
                    }
                    json.WriteStartArray("granularities");
                    var grains = dimension
                        .At("queryableGranularities")
                        .EnumerateArray()
                        .Concat(dimension.At("queryableTimeGranularities").EnumerateArray())
                        .Select(grain => grain.GetString()!);
                    foreach (var grain in grains.Distinct(StringComparer.Ordinal))
                    {
                        json.WriteStringValue(grain);
                    }
                    json.WriteEndArray();
                    Member(json, "metadata", dimension.At("config").At("meta"));
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            })
        );
    }

    private static void Names(Utf8JsonWriter json, string name, JsonElement items)
    {
        json.WriteStartArray(name);
        foreach (var item in items.EnumerateArray())
        {
            item.At("name").WriteTo(json);
        }
        json.WriteEndArray();
    }

    private static void Member(Utf8JsonWriter json, string name, JsonElement value)
    {
        json.WritePropertyName(name);
        if (value.ValueKind == JsonValueKind.Undefined)
        {
            json.WriteNullValue();
            return;
        }
        value.WriteTo(json);
    }

    private static JsonElement.ArrayEnumerator Items(JsonElement answer, string page) => answer.At(page, "items").EnumerateArray();

    private static ValueTask<JsonElement> AskAsync(
        DiscoveryCall call,
        string query,
        JsonObject variables,
        CancellationToken cancellation
    ) => call.DataAsync(SemanticLayerTools.Read, query, variables, cancellation);

    private static AgentTool Tool(
        Operation operation,
        string name,
        string title,
        string description,
        IReadOnlyList<ToolArgument> arguments,
        Func<DiscoveryCall, CancellationToken, ValueTask<CallToolResult>> work
    ) => DiscoveryTool.Of(operation, name, title, description, arguments, work, SemanticLayerTools.Toolset);

    private static ToolArgument Either(string name, string says) =>
        new(
            name,
            new JsonObject
            {
                ["type"] = new JsonArray("string", "array", "null"),
                ["items"] = new JsonObject { ["type"] = "string" },
                ["description"] = says,
            },
            IsRequired: false,
            says
        );
}
