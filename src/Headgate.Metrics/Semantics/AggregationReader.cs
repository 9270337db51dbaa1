using System.Text.Json;

namespace Headgate.Metrics.Semantics;

/// <summary>Reads how a measure, or a metric of the newer form, aggregates.</summary>
internal static class AggregationReader
{
    /// <summary>Reads an aggregation; without an expression the column of the given name is meant.</summary>
    public static Aggregation Read(JsonElement json, SemanticModelDefinition model, string name, string? expression)
    {
        var parameters = json.Find("agg_params");
        var value = expression ?? name;
        var (kind, over) = json.Text("agg")?.ToLowerInvariant() switch
        {
            "sum" => (AggregationKind.Sum, value),
            // A count of no rows is nothing, not zero: it is a sum, so that fill_nulls_with and ratios treat it as one.
            "count" => (AggregationKind.Sum, $"case when {Whole(value)} is not null then 1 else 0 end"),
            "sum_boolean" => (AggregationKind.Sum, $"case when {value} then 1 else 0 end"),
            "min" => (AggregationKind.Min, value),
            "max" => (AggregationKind.Max, value),
            "average" => (AggregationKind.Average, value),
            "count_distinct" => (AggregationKind.CountDistinct, value),
            "median" or "percentile" => (AggregationKind.Percentile, value),
            var unknown => throw new JsonException($"'{name}' aggregates by '{unknown}', which is unknown."),
        };
        return new Aggregation
        {
            Model = model.Name,
            Kind = kind,
            Expression = over,
            Percentile = parameters?.Find("percentile")?.GetDouble() ?? 0.5,
            Discrete = parameters?.Flag("use_discrete_percentile") is true,
            Approximate = parameters?.Flag("use_approximate_percentile") is true,
            Time =
                json.Text("agg_time_dimension")?.ToLowerInvariant()
                ?? model.DefaultTime
                ?? throw new InvalidSemanticManifestException($"'{name}' has no time dimension to aggregate by."),
            NonAdditive = json.Find("non_additive_dimension") is { } edge
                ? new NonAdditive(
                    edge.Name(),
                    !string.Equals(edge.Text("window_choice"), "min", StringComparison.OrdinalIgnoreCase),
                    [.. edge.Texts("window_groupings").Select(one => one.ToLowerInvariant())]
                )
                : null,
        };
    }

    /// <summary>An expression of several words in parentheses, so that what follows is about all of it.</summary>
    private static string Whole(string expression) => expression.Contains(' ', StringComparison.Ordinal) ? $"({expression})" : expression;
}
