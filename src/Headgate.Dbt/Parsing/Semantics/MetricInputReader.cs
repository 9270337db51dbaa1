using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Properties;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Semantics;

/// <summary>Reads measures and metrics where a metric uses them: a name, or a map.</summary>
internal static class MetricInputReader
{
    public static MeasureInput? Measure(PropertyEntry entry, string key) =>
        entry.Data.GetValueOrDefault(key) switch
        {
            null => null,
            string name => new MeasureInput { Name = name },
            OrderedDictionary<string, object?> map => Measure(entry.Part(map)),
            var other => throw Wrong(entry, key, other),
        };

    public static MetricInput? Metric(PropertyEntry entry, string key) =>
        entry.Data.GetValueOrDefault(key) is { } value ? Metric(entry, key, value) : null;

    public static List<MetricInput> Metrics(PropertyEntry entry, string key) =>
        entry.List(key).ConvertAll(value => Metric(entry, key, value));

    private static MetricInput Metric(PropertyEntry entry, string key, object? value) =>
        value switch
        {
            string name => new MetricInput { Name = name },
            OrderedDictionary<string, object?> map => Metric(entry.Part(map)),
            _ => throw Wrong(entry, key, value),
        };

    private static MeasureInput Measure(PropertyEntry measure) =>
        new()
        {
            Name = measure.Name,
            Filter = WhereFilterReader.Read(measure, "filter"),
            Alias = measure.OptionalText("alias"),
            JoinToTimespine = measure.Flag("join_to_timespine") ?? false,
            FillNullsWith = measure.Data.GetValueOrDefault("fill_nulls_with") switch
            {
                null => null,
                long number => number,
                var other => throw Wrong(measure, "fill_nulls_with", other),
            },
        };

    private static MetricInput Metric(PropertyEntry metric) =>
        new()
        {
            Name = metric.Name,
            Filter = WhereFilterReader.Read(metric, "filter"),
            Alias = metric.OptionalText("alias"),
            OffsetWindow = TimeWindowReader.Read(metric, "offset_window"),
            OffsetToGrain = metric.OptionalText("offset_to_grain"),
        };

    private static DbtException Wrong(PropertyEntry entry, string key, object? value) =>
        entry.Error($"at path ['{key}']: {PythonText.Repr(value)} is not valid under any of the given schemas");
}
