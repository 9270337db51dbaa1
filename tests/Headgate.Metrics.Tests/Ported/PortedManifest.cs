using System.Text.Json.Nodes;
using Headgate.Metrics.Semantics;

namespace Headgate.Metrics.Tests.Ported;

/// <summary>
/// A manifest of the ported cases in the words that dbt writes. There percentiles that are estimated are a parameter and no kinds of their own, and what accumulates names the metric
/// that it accumulates.
/// </summary>
internal static class PortedManifest
{
    public static SemanticManifest Read(string file)
    {
        var root = JsonNode.Parse(File.ReadAllText(file))!;
        LostFacts.Restore(root);
        var metrics = root["metrics"]!.AsArray();
        foreach (var metric in metrics.ToList())
        {
            var parameters = metric!["type_params"]!;
            if (parameters["metric_aggregation_params"] is not JsonObject aggregation)
            {
                continue;
            }
            if (aggregation["agg"]?.ToString() is { } kind && kind.StartsWith("approximate_", StringComparison.Ordinal))
            {
                aggregation["agg"] = "percentile";
                aggregation["agg_params"]!["use_approximate_percentile"] = true;
                aggregation["agg_params"]!["use_discrete_percentile"] = kind == "approximate_discrete";
            }
            if (metric["type"]!.ToString() == "cumulative")
            {
                metrics.Add(InputOf(metric));
                parameters["cumulative_type_params"]!["metric"] = new JsonObject { ["name"] = NameOfInput(metric) };
            }
        }
        return SemanticManifest.Parse(root.ToJsonString());
    }

    private static JsonNode InputOf(JsonNode cumulative)
    {
        var input = cumulative.DeepClone();
        input["name"] = NameOfInput(cumulative);
        input["type"] = "simple";
        input["filter"] = null;
        input["type_params"]!["cumulative_type_params"] = null;
        input["type_params"]!["is_private"] = true;
        return input;
    }

    private static string NameOfInput(JsonNode cumulative) => cumulative["name"] + "_each";
}
