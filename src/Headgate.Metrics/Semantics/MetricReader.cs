using System.Text.Json;
using Headgate.Metrics.Time;

namespace Headgate.Metrics.Semantics;

/// <summary>
/// Reads metrics of both forms: over measures of semantic models, and with an aggregation of their own. Measures disappear on the way: a metric over
/// one becomes a metric with its aggregation, and where another metric names a measure directly, a hidden metric stands between.
/// </summary>
internal sealed class MetricReader(
    JsonElement root,
    IReadOnlyList<SemanticModelDefinition> models,
    IReadOnlyList<TimeSpineDefinition> spines
)
{
    private readonly Dictionary<string, Aggregation> _measures = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MetricDefinition> _metrics = new(StringComparer.Ordinal);

    public IReadOnlyCollection<MetricDefinition> Read()
    {
        foreach (var model in root.Items("semantic_models"))
        {
            foreach (var measure in model.Items("measures"))
            {
                _measures[measure.Name()] = AggregationReader.Read(
                    measure,
                    models.First(m => m.Name == model.Name()),
                    measure.Name(),
                    measure.Text("expr")
                );
            }
        }
        var metrics = root.Items("metrics");
        foreach (var simple in metrics.Where(metric => TypeOf(metric) == "simple"))
        {
            Add(Simple(simple));
        }
        foreach (
            var measure in root.Items("semantic_models").SelectMany(model => model.Items("measures")).Where(m => m.Flag("create_metric"))
        )
        {
            var name = measure.Name();
            _metrics.TryAdd(
                name,
                new SimpleMetric
                {
                    Name = name,
                    Label = name,
                    Description = $"Metric created from measure {name}",
                    Aggregation = Measure(name),
                }
            );
        }
        foreach (var other in metrics.Where(metric => TypeOf(metric) != "simple"))
        {
            Add(Other(other));
        }
        return _metrics.Values;
    }

    private void Add(MetricDefinition metric)
    {
        if (!_metrics.TryAdd(metric.Name, metric))
        {
            throw new InvalidSemanticManifestException($"Two metrics have the name '{metric.Name}'.");
        }
    }

    private static string TypeOf(JsonElement metric) => (metric.Text("type") ?? "simple").ToLowerInvariant();

    private MetricDefinition Other(JsonElement json)
    {
        var parameters = json.Find("type_params") ?? throw new JsonException($"The metric '{json.Name()}' has no type_params.");
        MetricDefinition metric = TypeOf(json) switch
        {
            "ratio" => new DerivedMetric
            {
                Name = json.Name(),
                Expression = null,
                Parts = [Input(Needed(json, parameters, "numerator")), Input(Needed(json, parameters, "denominator"))],
            },
            "derived" => new DerivedMetric
            {
                Name = json.Name(),
                Expression = parameters.Text("expr") ?? throw new JsonException($"The derived metric '{json.Name()}' has no expression."),
                Parts = [.. parameters.Items("metrics").Select(Input)],
            },
            "cumulative" => Cumulative(json, parameters),
            "conversion" => Conversion(json, Needed(json, parameters, "conversion_type_params")),
            var unknown => throw new JsonException($"The metric '{json.Name()}' is of the unknown type '{unknown}'."),
        };
        return WithCommon(metric, json);
    }

    private static MetricDefinition WithCommon(MetricDefinition metric, JsonElement json) =>
        metric with
        {
            Label = json.Text("label"),
            Description = json.Text("description"),
            Filters = [.. metric.Filters, .. json.Filters("filter")],
            DefaultGrain = json.Text("time_granularity")?.ToLowerInvariant(),
            IsPrivate = json.Find("type_params")?.Flag("is_private") is true,
        };

    private MetricDefinition Simple(JsonElement json)
    {
        var parameters = json.Find("type_params") ?? throw new JsonException($"The metric '{json.Name()}' has no type_params.");
        if (parameters.Find("metric_aggregation_params") is { } own)
        {
            var model =
                models.FirstOrDefault(m => m.Name == own.Name("semantic_model"))
                ?? throw new InvalidSemanticManifestException($"The metric '{json.Name()}' belongs to no semantic model of the project.");
            return WithCommon(
                new SimpleMetric
                {
                    Name = json.Name(),
                    Aggregation = AggregationReader.Read(own, model, json.Name(), parameters.Text("expr") ?? own.Text("expr")),
                    JoinToTimeSpine = parameters.Flag("join_to_timespine"),
                    FillNullsWith = parameters.Number("fill_nulls_with"),
                },
                json
            );
        }
        var measure = Needed(json, parameters, "measure");
        return WithCommon(
            new SimpleMetric
            {
                Name = json.Name(),
                Aggregation = Measure(measure.Name()),
                Filters = measure.Filters("filter"),
                JoinToTimeSpine = measure.Flag("join_to_timespine"),
                FillNullsWith = measure.Number("fill_nulls_with"),
            },
            json
        );
    }

    private CumulativeMetric Cumulative(JsonElement json, JsonElement parameters)
    {
        var own = parameters.Find("cumulative_type_params");
        var input = own?.Find("metric") is { } metric ? Input(metric) : OfMeasure(Needed(json, parameters, "measure"));
        return new CumulativeMetric
        {
            Name = json.Name(),
            Input = input,
            Window = Window(own?.Find("window") ?? parameters.Find("window")),
            GrainToDate = TimeUnits.TryRead(own?.Text("grain_to_date") ?? parameters.Text("grain_to_date"), out var unit) ? unit : null,
            PeriodAggregation = Enum.TryParse<PeriodAggregation>(own?.Text("period_agg"), ignoreCase: true, out var period)
                ? period
                : PeriodAggregation.First,
        };
    }

    private ConversionMetric Conversion(JsonElement json, JsonElement own) =>
        new()
        {
            Name = json.Name(),
            Base = own.Find("base_metric") is { } metric ? Input(metric) : OfMeasure(Needed(json, own, "base_measure")),
            Conversion = own.Find("conversion_metric") is { } to ? Input(to) : OfMeasure(Needed(json, own, "conversion_measure")),
            Entity = own.Name("entity"),
            IsRate = own.Text("calculation") is not "conversions",
            Window = Window(own.Find("window")),
            ConstantProperties =
            [
                .. own.Items("constant_properties").Select(p => (p.Name("base_property"), p.Name("conversion_property"))),
            ],
        };

    private MetricInput Input(JsonElement json) =>
        new(json.Name())
        {
            Alias = json.Text("alias")?.ToLowerInvariant(),
            Filters = json.Filters("filter"),
            OffsetWindow = Window(json.Find("offset_window")),
            OffsetToGrain = TimeUnits.TryRead(json.Text("offset_to_grain"), out var unit) ? unit : null,
        };

    /// <summary>A measure as an input: through a metric that only aggregates it, an existing one if there is one.</summary>
    private MetricInput OfMeasure(JsonElement json)
    {
        var hidden = new SimpleMetric
        {
            Name = json.Name(),
            Aggregation = Measure(json.Name()),
            JoinToTimeSpine = json.Flag("join_to_timespine"),
            FillNullsWith = json.Number("fill_nulls_with"),
            IsPrivate = true,
        };
        var name =
            hidden.Name
            + (hidden.FillNullsWith is { } fill ? $"_fill_nulls_with_{fill}" : "")
            + (hidden.JoinToTimeSpine ? "_join_to_timespine" : "");
        while (_metrics.TryGetValue(name, out var existing) && !IsSame(existing, hidden))
        {
            name += "_measure";
        }
        _metrics.TryAdd(name, hidden with { Name = name });
        return new MetricInput(name) { Filters = json.Filters("filter") };
    }

    private static bool IsSame(MetricDefinition existing, SimpleMetric hidden) =>
        existing is SimpleMetric { Filters.Count: 0 } simple
        && ReferenceEquals(simple.Aggregation, hidden.Aggregation)
        && simple.JoinToTimeSpine == hidden.JoinToTimeSpine
        && simple.FillNullsWith == hidden.FillNullsWith;

    private Aggregation Measure(string name) =>
        _measures.GetValueOrDefault(name)
        ?? throw new InvalidSemanticManifestException($"The measure '{name}' is referred to, but no semantic model has it.");

    private TimeWindow? Window(JsonElement? json)
    {
        if (json is not { } window)
        {
            return null;
        }
        var (count, name) =
            window.ValueKind == JsonValueKind.String
                ? Parted(window.GetString()!)
                : (window.Number("count") ?? 1, window.Name("granularity"));
        var grain = TimeUnits.TryRead(name, out var unit)
            ? Grain.Of(unit)
            : spines
                .Where(spine => spine.CustomColumns.ContainsKey(name))
                .Select(spine => new Grain(name, spine.Unit, IsCustom: true))
                .FirstOrDefault();
        return new TimeWindow(
            count,
            grain
                ?? throw new InvalidSemanticManifestException(
                    $"A window is told in '{name}', which is neither a unit of time nor a period of a calendar."
                )
        );
    }

    /// <summary>A window as a text: <c>14 days</c>.</summary>
    private static (long Count, string Grain) Parted(string text)
    {
        var parts = text.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 2 && long.TryParse(parts[0], out var count)
            ? (count, parts[1])
            : throw new InvalidSemanticManifestException($"'{text}' is no window: write a number and a unit of time, such as 14 days.");
    }

    private static JsonElement Needed(JsonElement metric, JsonElement parameters, string name) =>
        parameters.Find(name) ?? throw new JsonException($"The metric '{metric.Name()}' has no {name}.");
}
