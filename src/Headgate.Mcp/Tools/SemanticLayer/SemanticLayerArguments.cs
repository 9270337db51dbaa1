using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Mcp.Tools.Dbt;
using Headgate.Mcp.Tools.Discovery;

namespace Headgate.Mcp.Tools.SemanticLayer;

/// <summary>Arguments of the tools, and the variables of GraphQL that they become.</summary>
internal static class SemanticLayerArguments
{
    /// <summary>The names of metrics.</summary>
    public static ToolArgument Metrics(bool isRequired = true) =>
        new(
            "metrics",
            new JsonObject
            {
                ["type"] = isRequired ? "array" : new JsonArray("array", "null"),
                ["items"] = new JsonObject { ["type"] = "string" },
                ["description"] = "The names of metrics.",
            },
            isRequired,
            "The names of metrics."
        );

    /// <summary>The arguments of a query.</summary>
    public static IReadOnlyList<ToolArgument> OfQuery() =>
        [
            Metrics(),
            Objects(
                "group_by",
                "What to group by: dimensions, times with a grain, entities.",
                new JsonObject
                {
                    ["name"] = new JsonObject { ["type"] = "string" },
                    ["type"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("dimension", "time_dimension", "entity") },
                    ["grain"] = new JsonObject { ["type"] = new JsonArray("string", "null") },
                },
                "name",
                "type"
            ),
            Objects(
                "order_by",
                "What to order by, of what is selected.",
                new JsonObject
                {
                    ["name"] = new JsonObject { ["type"] = "string" },
                    ["descending"] = new JsonObject { ["type"] = "boolean", ["default"] = false },
                    ["grain"] = new JsonObject { ["type"] = new JsonArray("string", "null") },
                },
                "name"
            ),
            DiscoveryTool.Text(
                "where",
                "A condition, such as {{ Dimension('customer__tier') }} = 'gold'; times are TimeDimension('metric_time', 'month')."
            ),
            new ToolArgument(
                "limit",
                new JsonObject { ["type"] = new JsonArray("integer", "null"), ["description"] = "The most rows." },
                IsRequired: false,
                "The most rows."
            ),
        ];

    /// <summary>Variables with the metrics and what is searched for.</summary>
    public static JsonObject MetricsAndSearch(this DiscoveryCall call) =>
        new() { ["metrics"] = MetricNames(call.Texts("metrics") ?? []), ["search"] = call.Text("search") };

    /// <summary>The variables of a query.</summary>
    public static JsonObject QueryVariables(this DiscoveryCall call)
    {
        var metrics = call.Texts("metrics") ?? [];
        return new JsonObject
        {
            ["metrics"] = MetricNames(metrics),
            ["groupBy"] = new JsonArray([.. Items(call.Argument("group_by")).Select(GroupBy)]),
            ["orderBy"] = new JsonArray([.. Items(call.Argument("order_by")).Select(by => OrderBy(by, metrics))]),
            ["where"] = call.Text("where") is { } where ? new JsonArray(new JsonObject { ["sql"] = where }) : null,
            ["limit"] = call.Argument("limit") is { ValueKind: JsonValueKind.Number } limit ? JsonNode.Parse(limit.GetRawText()) : null,
        };
    }

    /// <summary>Metrics as inputs of GraphQL.</summary>
    public static JsonArray MetricNames(IReadOnlyList<string> names) => new([.. names.Select(name => new JsonObject { ["name"] = name })]);

    private static JsonObject GroupBy(JsonElement item)
    {
        var group = new JsonObject { ["name"] = Text(item, "name") };
        if (Text(item, "grain") is { } grain)
        {
            group["timeGranularity"] = grain;
        }
        return group;
    }

    private static JsonObject OrderBy(JsonElement item, IReadOnlyList<string> metrics) =>
        new JsonObject
        {
            [metrics.Contains(Text(item, "name"), StringComparer.OrdinalIgnoreCase) ? "metric" : "groupBy"] = metrics.Contains(
                Text(item, "name"),
                StringComparer.OrdinalIgnoreCase
            )
                ? new JsonObject { ["name"] = Text(item, "name") }
                : GroupBy(item),
            ["descending"] = item.At("descending").ValueKind == JsonValueKind.True,
        };

    private static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static JsonElement.ArrayEnumerator Items(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : default;

    private static ToolArgument Objects(string name, string says, JsonObject properties, params string[] required) =>
        new(
            name,
            new JsonObject
            {
                ["type"] = new JsonArray("array", "null"),
                ["items"] = new JsonObject
                {
                    ["type"] = "object",
                    ["properties"] = properties,
                    ["required"] = new JsonArray([.. required.Select(one => (JsonNode)one)]),
                },
                ["description"] = says,
            },
            IsRequired: false,
            says
        );
}
