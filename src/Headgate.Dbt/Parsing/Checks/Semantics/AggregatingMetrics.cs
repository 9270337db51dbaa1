using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Checks.Semantics;

/// <summary>
/// Metrics that aggregate by themselves: the time that they are aggregated by, what a percentile needs, and over which time they must not be added. dbt tells most of this when
/// a metric is asked for; here a project that is parsed can be asked.
/// </summary>
internal static class AggregatingMetrics
{
    public static IEnumerable<string> Find(Manifest manifest)
    {
        foreach (var metric in manifest.Metrics.Values)
        {
            if (
                metric.TypeParams.MetricAggregationParams is not { } own
                || manifest.SemanticModels.Values.FirstOrDefault(model => model.Name == own.SemanticModel) is not { } model
            )
            {
                continue;
            }
            foreach (
                var wrong in OfTime(model, metric.Name, own).Concat(OfPercentile(metric.Name, own)).Concat(OfEdge(model, metric.Name, own))
            )
            {
                yield return wrong;
            }
        }
    }

    private static IEnumerable<string> OfTime(SemanticModel model, string name, MetricAggregationParams own)
    {
        if (own.AggTimeDimension is not { } time)
        {
            yield return $"Aggregation time dimension for metric '{name}' is not set. Set agg_time_dimension at the metric, or at the model '{model.Name}'.";
        }
        else if (!ModelKeyChecks.IsTime(model, time))
        {
            yield return $"In semantic model '{model.Name}', metric '{name}' has the aggregation time dimension set to '{time}', which is not a valid time dimension in the semantic model";
        }
    }

    private static IEnumerable<string> OfPercentile(string name, MetricAggregationParams own)
    {
        if (own.Agg != "percentile")
        {
            yield break;
        }
        if (own.AggParams?.Percentile is not { } share)
        {
            yield return $"Metric '{name}' uses a PERCENTILE aggregation, which requires percentile to be provided.";
        }
        else if (share is <= 0 or >= 1)
        {
            yield return $"Percentile aggregation parameter for metric '{name}' is '{share}', but must be between 0 and 1 (non-inclusive). For the 95th percentile, write 0.95.";
        }
    }

    private static IEnumerable<string> OfEdge(SemanticModel model, string name, MetricAggregationParams own)
    {
        if (own.NonAdditiveDimension is not { } edge)
        {
            yield break;
        }
        var told = $"Metric '{name}' has a non_additive_dimension with";
        if (!ModelKeyChecks.IsTime(model, edge.Name))
        {
            yield return $"{told} name '{edge.Name}' that is not defined as a time dimension in semantic model '{model.Name}'.";
        }
        if (edge.WindowChoice.ToLowerInvariant() is not ("min" or "max"))
        {
            yield return $"{told} an invalid 'window_agg' of '{edge.WindowChoice}'. Only choices supported are 'min' or 'max'.";
        }
        if (edge.WindowGroupings.FindAll(group => !model.Entities.Exists(entity => entity.Name == group)) is { Count: > 0 } unknown)
        {
            yield return $"{told} an invalid 'group_by'. These entities {string.Join(", ", unknown.Select(group => $"'{group}'"))} do not exist in the semantic model.";
        }
    }
}
