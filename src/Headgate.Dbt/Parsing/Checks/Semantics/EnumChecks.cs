using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Checks.Semantics;

/// <summary>Words of which there is a closed list.</summary>
internal static class EnumChecks
{
    public static IReadOnlyList<string> Grains { get; } =
    ["nanosecond", "microsecond", "millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year"];

    private static readonly string[] Entities = ["primary", "unique", "foreign", "natural"];
    private static readonly string[] Dimensions = ["categorical", "time"];
    private static readonly string[] Aggregations =
    [
        "sum",
        "min",
        "max",
        "count",
        "count_distinct",
        "sum_boolean",
        "average",
        "median",
        "percentile",
    ];

    public static IEnumerable<string> Find(Manifest manifest)
    {
        foreach (var model in manifest.SemanticModels.Values)
        {
            foreach (var wrong in model.Entities.Where(entity => !Has(Entities, entity.Type)))
            {
                yield return Invalid(wrong.Type, "EntityType", $"entity '{wrong.Name}' of semantic model '{model.Name}'", Entities);
            }
            foreach (var wrong in model.Dimensions.Where(dimension => !Has(Dimensions, dimension.Type)))
            {
                yield return Invalid(wrong.Type, "DimensionType", $"dimension '{wrong.Name}' of semantic model '{model.Name}'", Dimensions);
            }
            foreach (var wrong in model.Dimensions.Where(d => d.TypeParams is { } parameters && !Has(Grains, parameters.TimeGranularity)))
            {
                yield return Invalid(
                    wrong.TypeParams!.TimeGranularity,
                    "TimeGranularity",
                    $"dimension '{wrong.Name}' of semantic model '{model.Name}'",
                    Grains
                );
            }
            foreach (var wrong in model.Measures.Where(measure => !Has(Aggregations, measure.Agg)))
            {
                yield return Invalid(
                    wrong.Agg,
                    "AggregationType",
                    $"measure '{wrong.Name}' of semantic model '{model.Name}'",
                    Aggregations
                );
            }
        }
        foreach (var metric in manifest.Metrics.Values)
        {
            if (metric.TypeParams.MetricAggregationParams is { Agg: var agg } && !Has(Aggregations, agg))
            {
                yield return Invalid(agg, "AggregationType", $"metric '{metric.Name}'", Aggregations);
            }
            if (metric.TypeParams.CumulativeTypeParams is { PeriodAgg: var period } && !Has(["first", "last", "average"], period))
            {
                yield return Invalid(period, "PeriodAggregation", $"metric '{metric.Name}'", ["first", "last", "average"]);
            }
            if (metric.TypeParams.ConversionTypeParams is { Calculation: var how } && !Has(["conversions", "conversion_rate"], how))
            {
                yield return Invalid(how, "ConversionCalculationType", $"metric '{metric.Name}'", ["conversions", "conversion_rate"]);
            }
        }
        foreach (var query in manifest.SavedQueries.Values)
        {
            foreach (var export in query.Exports.Where(export => !Has(["table", "view"], export.Config.ExportAs)))
            {
                yield return Invalid(
                    export.Config.ExportAs,
                    "ExportDestinationType",
                    $"export '{export.Name}' of saved query '{query.Name}'",
                    ["table", "view"]
                );
            }
        }
    }

    private static bool Has(IReadOnlyList<string> known, string word) => known.Contains(word, StringComparer.OrdinalIgnoreCase);

    private static string Invalid(string word, string type, string where, IReadOnlyList<string> known) =>
        $"Invalid enum value: `{word}` in enum {type}, of {where}. Use one of {string.Join(", ", known)}.";
}
