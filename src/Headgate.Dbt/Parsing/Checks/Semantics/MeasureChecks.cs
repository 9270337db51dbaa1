using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Checks.Semantics;

/// <summary>Measures: the time that they are aggregated by, and what their aggregation needs.</summary>
internal static class MeasureChecks
{
    public static IEnumerable<string> Find(Manifest manifest)
    {
        var places = manifest.SemanticModels.Values.SelectMany(model =>
            model.Measures.Select(measure => (measure.Name, Model: model.Name))
        );
        foreach (var twice in places.GroupBy(place => place.Name, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            yield return $"Found measure with name {twice.Key} in multiple semantic models with names ({string.Join(", ", twice.Select(place => $"'{place.Model}'"))})";
        }
        foreach (
            var wrong in manifest.SemanticModels.Values.SelectMany(model => model.Measures.SelectMany(measure => Find(model, measure)))
        )
        {
            yield return wrong;
        }
    }

    private static IEnumerable<string> Find(SemanticModel model, SemanticMeasure measure) =>
        OfTime(model, measure).Concat(OfPercentile(measure)).Concat(OfCount(measure));

    private static IEnumerable<string> OfTime(SemanticModel model, SemanticMeasure measure)
    {
        var time = measure.AggTimeDimension ?? model.Defaults?.AggTimeDimension;
        if (time is null)
        {
            yield return $"Aggregation time dimension for measure {measure.Name} is not set! This should either be set directly on the measure specification in the model, or else defaulted to the primary time dimension in the data source containing the measure.";
        }
        else if (!ModelKeyChecks.IsTime(model, time))
        {
            yield return $"In semantic model '{model.Name}', measure '{measure.Name}' has the aggregation time dimension set to '{time}', which is not a valid time dimension in the semantic model";
        }
    }

    private static IEnumerable<string> OfPercentile(SemanticMeasure measure)
    {
        var parameters = measure.AggParams;
        switch (measure.Agg)
        {
            case "percentile" when parameters?.Percentile is null:
                yield return $"Measure '{measure.Name}' uses a PERCENTILE aggregation, which requires agg_params.percentile to be provided.";
                break;
            case "percentile" when parameters.Percentile is <= 0 or >= 1:
                yield return $"Percentile aggregation parameter for measure '{measure.Name}' is '{parameters.Percentile}', but must be between 0 and 1 (non-inclusive). For example, to indicate the 65th percentile value, set 'percentile: 0.65'. For percentile values of 0, please use MIN, for percentile values of 1, please use MAX.";
                break;
            case "median" when parameters?.Percentile is { } share and not 0.5:
                yield return $"Measure '{measure.Name}' uses a MEDIAN aggregation, while percentile is set to '{share}', a conflicting value. Please remove the parameter or set to '0.5'.";
                break;
            case "median" when parameters?.UseDiscretePercentile is true:
                yield return $"Measure '{measure.Name}' uses a MEDIAN aggregation, while use_discrete_percentile is set to true. Please remove the parameter or set to False.";
                break;
            case not "percentile"
            and not "median"
                when parameters is { Percentile: not null } or { UseDiscretePercentile: true } or { UseApproximatePercentile: true }:
                yield return $"Measure '{measure.Name}' with aggregation '{measure.Agg}' uses agg_params only relevant to Percentile measures.";
                break;
            default:
                break;
        }
    }

    private static IEnumerable<string> OfCount(SemanticMeasure measure)
    {
        if (measure.Agg != "count")
        {
            yield break;
        }
        if (measure.Expr is null)
        {
            yield return $"Measure '{measure.Name}' uses a COUNT aggregation, which requires an expr to be provided. Provide 'expr: 1' if a count of all rows is desired.";
        }
        else if (measure.Expr.TrimStart().StartsWith("distinct ", StringComparison.OrdinalIgnoreCase))
        {
            yield return $"Measure '{measure.Name}' uses a 'count' aggregation with a DISTINCT expr: '{measure.Expr}'. This is not supported as it effectively converts an additive measure into a non-additive one. Please use the count_distinct aggregation type.";
        }
    }
}
