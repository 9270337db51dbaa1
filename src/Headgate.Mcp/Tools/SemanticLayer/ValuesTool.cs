using System.Text.Json.Nodes;
using Headgate.Catalogue;
using Headgate.Mcp.Results;
using Headgate.Mcp.Tools.Dbt;
using Headgate.Mcp.Tools.Discovery;

namespace Headgate.Mcp.Tools.SemanticLayer;

/// <summary>The tool that lists the values of a dimension.</summary>
internal static class ValuesTool
{
    private const int Most = 1000;

    private const string Create = """
        mutation CreateDimensionValuesQuery($environmentId: BigInt!, $metrics: [MetricInput!], $groupBy: [GroupByInput!]!, $limit: Int) {
          createDimensionValuesQuery(environmentId: $environmentId, metrics: $metrics, groupBy: $groupBy, limit: $limit) { queryId } }
        """;

    public static AgentTool Of(Operation values) =>
        DiscoveryTool.Of(
            values,
            "get_dimension_values",
            "The values of a dimension",
            "The different values of a dimension, for conditions.",
            [
                DiscoveryTool.Text("dimension", "The dimension's name, as get_dimensions tells it.", isRequired: true),
                SemanticLayerArguments.Metrics(isRequired: false),
                DiscoveryTool.Number("limit", "The most values.", 100, Most),
            ],
            async (call, cancellation) =>
            {
                var limit = call.Number("limit", 100, Most);
                var name = call.Text("dimension") ?? "";
                var created = await call.DataAsync(
                    SemanticLayerTools.Values,
                    Create,
                    new JsonObject
                    {
                        ["metrics"] = SemanticLayerArguments.MetricNames(call.Texts("metrics") ?? []),
                        ["groupBy"] = new JsonArray(new JsonObject { ["name"] = name }),
                        // One more than is told says whether there are more.
                        ["limit"] = limit + 1,
                    },
                    cancellation
                );
                var rows = await QueryRows.ReadAsync(
                    call,
                    SemanticLayerTools.Values,
                    created.At("createDimensionValuesQuery", "queryId").GetString()!,
                    cancellation
                );
                var found = rows.Select(row => row!.AsObject().FirstOrDefault().Value)
                    .OfType<JsonNode>()
                    .Select(value => value.ToString())
                    .ToList();
                return ToolResults.One(
                    Cut.Written(json =>
                    {
                        json.WriteStartObject();
                        json.WriteStartArray("values");
                        foreach (var value in found.Take(limit))
                        {
                            json.WriteStringValue(value);
                        }
                        json.WriteEndArray();
                        json.WriteBoolean("truncated", rows.Count > limit);
                        json.WriteEndObject();
                    })
                );
            },
            SemanticLayerTools.Toolset
        );
}
