using Headgate.Metrics.Items;
using Headgate.Metrics.Semantics;

namespace Headgate.Metrics.Resolving;

/// <summary>What metrics demand of the times in a query.</summary>
internal static class TimeNeeds
{
    public static void Check(MetricDefinition metric, IReadOnlyList<Item> groupBy, SemanticManifest manifest, ItemResolver items)
    {
        foreach (var one in MetricLeaves.Below(metric, manifest))
        {
            CheckOne(one, groupBy, manifest, items);
        }
    }

    private static void CheckOne(MetricDefinition metric, IReadOnlyList<Item> groupBy, SemanticManifest manifest, ItemResolver items)
    {
        var hasTime = MetricLeaves.Of(metric, manifest).Any(leaf => groupBy.Any(item => items.IsTimeOf(leaf, item)));
        switch (metric)
        {
            case CumulativeMetric when groupBy.FirstOrDefault(item => item.Part is not null) is { } part:
                throw new RefusalException(
                    RefusalKind.NoDateParts,
                    $"The cumulative metric '{metric.Name}' cannot be grouped by '{part.Column}': it runs over time, and a part of a date does not."
                );
            case CumulativeMetric cumulative when !hasTime && (cumulative.Window is not null || cumulative.GrainToDate is not null):
                throw NeedsTime(metric, "accumulates over a window");
            case DerivedMetric derived when !hasTime && derived.Parts.Any(part => part.HasOffset):
                throw NeedsTime(metric, "compares with an earlier time");
            default:
                break;
        }
    }

    /// <summary>Whether every query of a metric has to group by its time.</summary>
    public static bool Of(MetricDefinition metric, SemanticManifest manifest) =>
        MetricLeaves
            .Below(metric, manifest)
            .Any(one =>
                one is CumulativeMetric { Window: not null } or CumulativeMetric { GrainToDate: not null }
                || (one is DerivedMetric derived && derived.Parts.Any(part => part.HasOffset))
            );

    private static RefusalException NeedsTime(MetricDefinition metric, string reason) =>
        new(
            RefusalKind.NeedsTime,
            $"The metric '{metric.Name}' {reason}, so the query has to group by metric_time: add metric_time__month or another grain."
        );
}
