using Headgate.Metrics.Items;
using Headgate.Metrics.Resolving;

namespace Headgate.Metrics.Planning;

/// <summary>Which rows of a semantic model are aggregated.</summary>
/// <param name="Wanted">The metric as it is wanted.</param>
/// <param name="Filters">The conditions on rows.</param>
/// <param name="Times">What of the grouping is the metric's own time.</param>
/// <param name="MovedBefore">Whether rows are moved in time before they are aggregated.</param>
internal sealed record RowsRequest(SimpleRequest Wanted, IReadOnlyList<ResolvedFilter> Filters, IReadOnlyList<Item> Times, bool MovedBefore)
{
    /// <summary>Everything that rows have to have.</summary>
    public IReadOnlyList<Item> Needed => [.. Wanted.GroupBy.Concat(Filters.SelectMany(filter => filter.Items)).Distinct()];
}
