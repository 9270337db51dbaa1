using Headgate.Metrics.Items;
using Headgate.Metrics.Semantics;
using Headgate.Metrics.Statements;
using Headgate.Metrics.Time;

namespace Headgate.Metrics.Resolving;

/// <summary>A query whose names have all been found.</summary>
internal sealed record ResolvedQuery(
    IReadOnlyList<MetricDefinition> Metrics,
    IReadOnlyList<Item> Items,
    IReadOnlyList<ResolvedFilter> Filters,
    IReadOnlyList<Ordering> OrderBy,
    long? Limit,
    TimeRange? Range
);
