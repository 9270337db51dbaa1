using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Properties;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Semantics;

/// <summary>Parses metrics of the newer form, which say by themselves what measures said: what stands in <c>type_params</c> otherwise stands at the metric.</summary>
internal sealed class OwnMetricParser(ParseScope scope)
{
    /// <summary>Whether an entry of <c>metrics:</c> is of the newer form.</summary>
    public static bool IsOwn(PropertyEntry entry) => !entry.Data.ContainsKey("type_params");

    /// <summary>The metric of an entry.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="model">The semantic model that it stands at; null at the top of a file.</param>
    /// <exception cref="DbtException">A key is missing or has the wrong form.</exception>
    public Metric Parse(PropertyEntry entry, SemanticModel? model)
    {
        MetricEntries.CheckOwn(entry);
        var type = entry.OptionalText("type")?.ToLowerInvariant() ?? "simple";
        var parameters = type switch
        {
            "simple" => Simple(entry, model),
            "ratio" => new() { Numerator = Needed(entry, "numerator", Ratio), Denominator = Needed(entry, "denominator", Ratio) },
            "derived" => new() { Expr = Expression(entry), Metrics = MetricInputReader.Metrics(entry, "input_metrics") },
            "cumulative" => Cumulative(entry),
            "conversion" => new() { ConversionTypeParams = Conversion(entry) },
            _ => throw entry.Error($"Invalid enum value: `{type}` in enum MetricType"),
        };
        parameters.IsPrivate = entry.Flag("hidden") is true ? true : null;
        return new MetricParser(scope).Create(
            entry,
            type,
            parameters,
            entry.OptionalText("label") ?? entry.Name,
            WhereFilterReader.Read(entry, "filter")
        );
    }

    private const string Ratio = "Invalid ratio metric. Both a numerator and denominator must be specified";

    private static MetricTypeParams Simple(PropertyEntry entry, SemanticModel? model)
    {
        if (model is null)
        {
            throw entry.Error("simple metrics in v2 YAML must be attached to semantic_model");
        }
        var agg = entry.OptionalText("agg") ?? throw entry.Error("Simple metrics must have an agg param.");
        return new()
        {
            Expr = Expression(entry),
            JoinToTimespine = entry.Flag("join_to_timespine") ?? false,
            FillNullsWith = entry.Data.GetValueOrDefault("fill_nulls_with") switch
            {
                null => null,
                long number => number,
                var other => throw entry.Error($"at path ['fill_nulls_with']: {PythonText.Repr(other)} is not of type 'integer'"),
            },
            MetricAggregationParams = new()
            {
                SemanticModel = model.Name,
                Agg = agg.ToLowerInvariant(),
                AggParams = AggParams(entry),
                AggTimeDimension = entry.OptionalText("agg_time_dimension") ?? model.Defaults?.AggTimeDimension,
                NonAdditiveDimension = NonAdditive(entry),
            },
        };
    }

    private static MeasureAggParams? AggParams(PropertyEntry entry)
    {
        var percentile = entry.Data.GetValueOrDefault("percentile") switch
        {
            null => (double?)null,
            double number => number,
            long number => number,
            var other => throw entry.Error($"at path ['percentile']: {PythonText.Repr(other)} is not of type 'number'"),
        };
        var type = entry.OptionalText("percentile_type")?.ToLowerInvariant();
        if (type is not (null or "discrete" or "continuous"))
        {
            throw entry.Error($"Invalid enum value: `{type}` in enum PercentileType");
        }
        return percentile is null && type is null
            ? null
            : new()
            {
                Percentile = percentile,
                UseDiscretePercentile = type == "discrete",
                UseApproximatePercentile = type == "continuous",
            };
    }

    private static NonAdditiveDimension? NonAdditive(PropertyEntry entry)
    {
        if (entry.Map("non_additive_dimension") is not { } map)
        {
            return null;
        }
        var dimension = entry.Part(map);
        return new()
        {
            Name = dimension.Name,
            WindowChoice = dimension.OptionalText("window_agg") ?? "min",
            WindowGroupings = [.. dimension.List("group_by").OfType<string>()],
        };
    }

    private static MetricTypeParams Cumulative(PropertyEntry entry)
    {
        var input = Needed(entry, "input_metric", "input_metric is required for cumulative metrics.");
        var window = TimeWindowReader.Read(entry, "window");
        return new()
        {
            Window = window,
            CumulativeTypeParams = new()
            {
                Metric = input,
                Window = window,
                GrainToDate = entry.OptionalText("grain_to_date"),
                PeriodAgg = entry.OptionalText("period_agg") ?? "first",
            },
        };
    }

    private static ConversionTypeParams Conversion(PropertyEntry entry) =>
        new()
        {
            BaseMetric = Needed(entry, "base_metric", "base_metric is required for conversion metrics."),
            ConversionMetric = Needed(entry, "conversion_metric", "conversion_metric is required for conversion metrics."),
            Entity = entry.OptionalText("entity") ?? throw entry.Error("entity is required for conversion metrics."),
            Calculation = entry.OptionalText("calculation") ?? "conversion_rate",
            Window = TimeWindowReader.Read(entry, "window"),
            ConstantProperties = entry.Data.ContainsKey("constant_properties")
                ?
                [
                    .. entry
                        .Maps("constant_properties")
                        .Select(entry.Part)
                        .Select(pair => new ConstantProperty
                        {
                            BaseProperty = pair.RequiredText("base_property"),
                            ConversionProperty = pair.RequiredText("conversion_property"),
                        }),
                ]
                : null,
        };

    private static MetricInput Needed(PropertyEntry entry, string key, string otherwise) =>
        MetricInputReader.Metric(entry, key) ?? throw entry.Error(otherwise);

    private static string? Expression(PropertyEntry entry) =>
        entry.Data.GetValueOrDefault("expr") is { } value ? PythonText.Str(value) : null;
}
