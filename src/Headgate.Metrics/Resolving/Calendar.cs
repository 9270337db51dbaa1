using Headgate.Metrics.Semantics;
using Headgate.Metrics.Time;

namespace Headgate.Metrics.Resolving;

/// <summary>Questions about time.</summary>
internal sealed class Calendar(SemanticManifest manifest)
{
    /// <summary>The dimension that is a simple metric's <c>metric_time</c>.</summary>
    public Dimension TimeOf(SimpleMetric metric) =>
        manifest.Model(metric.Aggregation.Model).FindDimension(metric.Aggregation.Time)
        ?? throw new InvalidSemanticManifestException(
            $"The metric '{metric.Name}' aggregates by '{metric.Aggregation.Time}', which is no dimension of '{metric.Aggregation.Model}'."
        );

    public TimeUnit UnitOf(SimpleMetric metric) => TimeOf(metric).Unit ?? TimeUnit.Day;

    /// <summary>The finest grain at which a metric can be told.</summary>
    public TimeUnit FinestOf(MetricDefinition metric) => MetricLeaves.AllOf(metric, manifest).Max(UnitOf);

    /// <summary>The grain of <c>metric_time</c> where none is named: the coarsest that one of the metrics is told in.</summary>
    public Grain DefaultOf(IEnumerable<MetricDefinition> metrics) =>
        metrics.Select(DefaultOf).MaxBy(grain => grain.Unit) ?? Grain.Of(TimeUnit.Day);

    private Grain DefaultOf(MetricDefinition metric)
    {
        if (metric.DefaultGrain is { } name && manifest.FindGrain(name) is { } grain)
        {
            return grain;
        }
        var finest = FinestOf(metric);
        return Grain.Of(finest <= TimeUnit.Day ? TimeUnit.Day : finest);
    }

    /// <summary>The coarsest calendar that has periods of the unit.</summary>
    public TimeSpineDefinition SpineFor(TimeUnit unit) =>
        manifest.Spines.LastOrDefault(spine => spine.Unit <= unit)
        ?? throw new RefusalException(
            RefusalKind.NoTimeSpine,
            $"The query needs a calendar of {TimeUnits.NameOf(unit)}s or finer, and the project has none: declare a time_spine model of that granularity."
        );

    public TimeSpineDefinition SpineOf(Grain custom) => manifest.Spines.First(spine => spine.CustomColumns.ContainsKey(custom.Name));
}
