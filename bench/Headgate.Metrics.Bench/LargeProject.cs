using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Metrics.Semantics;

namespace Headgate.Metrics.Bench;

/// <summary>A project of any size: chains of semantic models, each joined to the next by a foreign key, with metrics of every model and ratios of them.</summary>
internal static class LargeProject
{
    public static SemanticManifest Of(int models, int metrics)
    {
        var project = new JsonObject
        {
            ["semantic_models"] = new JsonArray([.. Enumerable.Range(0, models).Select(Model)]),
            ["metrics"] = new JsonArray([.. Enumerable.Range(0, metrics).Select(i => Metric(i, models))]),
            ["saved_queries"] = new JsonArray(),
            ["project_configuration"] = new JsonObject { ["time_spines"] = new JsonArray(Spine()) },
        };
        return SemanticManifest.Parse(project.ToJsonString(new JsonSerializerOptions()));
    }

    private static JsonNode Model(int i) =>
        new JsonObject
        {
            ["name"] = $"m{i}",
            ["node_relation"] = Relation($"m{i}"),
            ["defaults"] = new JsonObject { ["agg_time_dimension"] = "at" },
            ["entities"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = $"e{i}",
                    ["type"] = "primary",
                    ["expr"] = "id",
                },
                new JsonObject
                {
                    ["name"] = $"e{i + 1}",
                    ["type"] = "foreign",
                    ["expr"] = "next_id",
                }
            ),
            ["dimensions"] = new JsonArray([
                new JsonObject
                {
                    ["name"] = "at",
                    ["type"] = "time",
                    ["type_params"] = new JsonObject { ["time_granularity"] = "day" },
                },
                .. Enumerable.Range(0, 10).Select(d => new JsonObject { ["name"] = $"d{d}", ["type"] = "categorical" }),
            ]),
            ["measures"] = new JsonArray(
                new JsonObject
                {
                    ["name"] = $"amount{i}",
                    ["agg"] = "sum",
                    ["expr"] = "amount",
                    ["agg_time_dimension"] = "at",
                }
            ),
        };

    private static JsonNode Metric(int i, int models) =>
        i % 5 == 4
            ? new JsonObject
            {
                ["name"] = $"metric{i}",
                ["type"] = "ratio",
                ["type_params"] = new JsonObject
                {
                    ["numerator"] = new JsonObject { ["name"] = $"metric{i - 1}" },
                    ["denominator"] = new JsonObject { ["name"] = $"metric{i - 2}" },
                },
            }
            : new JsonObject
            {
                ["name"] = $"metric{i}",
                ["type"] = "simple",
                ["type_params"] = new JsonObject { ["measure"] = new JsonObject { ["name"] = $"amount{i / 5 % models}" } },
            };

    private static JsonNode Spine() =>
        new JsonObject
        {
            ["node_relation"] = Relation("days"),
            ["primary_column"] = new JsonObject { ["name"] = "day", ["time_granularity"] = "day" },
            ["custom_granularities"] = new JsonArray(),
        };

    private static JsonObject Relation(string name) =>
        new()
        {
            ["alias"] = name,
            ["schema_name"] = "main",
            ["database"] = "bench",
            ["relation_name"] = $"\"bench\".\"main\".\"{name}\"",
        };
}
