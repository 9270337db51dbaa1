using Headgate.Metrics.Items;
using Headgate.Metrics.Resolving;
using Headgate.Metrics.Semantics;

namespace Headgate.Metrics.Planning;

/// <summary>A simple metric as a query, or another metric, wants it.</summary>
/// <param name="Metric">The metric.</param>
/// <param name="Filters">Conditions besides its own.</param>
/// <param name="GroupBy">What it is grouped by.</param>
/// <param name="Moved">How it is moved in time.</param>
/// <param name="Running">How it accumulates, if it does.</param>
internal sealed record SimpleRequest(
    SimpleMetric Metric,
    IReadOnlyList<ResolvedFilter> Filters,
    IReadOnlyList<Item> GroupBy,
    MetricInput Moved,
    CumulativeMetric? Running = null
);
