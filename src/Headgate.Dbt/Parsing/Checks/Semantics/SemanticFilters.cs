using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Checks.Semantics;

/// <summary>The filters of metrics and of their inputs can be read.</summary>
internal static class SemanticFilters
{
    public static IEnumerable<string> Find(Manifest manifest) =>
        manifest.Metrics.Values.SelectMany(metric =>
            FiltersOf(metric)
                .OfType<WhereFilters>()
                .SelectMany(filters => filters.Filters)
                .Select(filter =>
                    SemanticTemplates.Read(filter.WhereSqlTemplate, out _) is { } wrong
                        ? $"An error occurred while trying to parse filter of metric `{metric.Name}` - {filter.WhereSqlTemplate}: {wrong}"
                        : null
                )
                .OfType<string>()
        );

    private static IEnumerable<WhereFilters?> FiltersOf(Metric metric)
    {
        var parameters = metric.TypeParams;
        yield return metric.Filter;
        yield return parameters.Measure?.Filter;
        yield return parameters.Numerator?.Filter;
        yield return parameters.Denominator?.Filter;
        yield return parameters.ConversionTypeParams?.BaseMeasure?.Filter;
        yield return parameters.ConversionTypeParams?.ConversionMeasure?.Filter;
        yield return parameters.ConversionTypeParams?.BaseMetric?.Filter;
        yield return parameters.ConversionTypeParams?.ConversionMetric?.Filter;
        yield return parameters.CumulativeTypeParams?.Metric?.Filter;
        foreach (var input in parameters.Metrics ?? [])
        {
            yield return input.Filter;
        }
    }
}
