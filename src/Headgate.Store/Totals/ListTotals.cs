using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Store.Totals;

/// <summary>Totals of lists without counting rows.</summary>
public static class ListTotals
{
    /// <summary>
    /// How many rows a list has in one scope or in several of one kind (they must not overlap), in some states: of <see cref="RowState"/> or, of runs, their statuses; null
    /// means all. Exact for a list with no other filter than these.
    /// </summary>
    public static async Task<long> TotalAsync(
        this HeadgateDb db,
        CountedList list,
        CountScope scope,
        IReadOnlyCollection<long> ids,
        IReadOnlyCollection<int>? states,
        CancellationToken cancellation
    )
    {
        var table = CountedTable.Of(list);
        if (!table.Scopes.Contains(scope))
        {
            throw new ArgumentException($"{list} are not counted by {scope}.", nameof(scope));
        }
        var name = CountedTable.NameOf(scope);
        var rows = db.Counters.Where(row => row.Kind == table.Table && row.Scope == name && ids.Contains(row.ScopeId));
        if (states is not null)
        {
            rows = rows.Where(row => states.Contains(row.State));
        }
        return await rows.SumAsync(row => row.Value, cancellation);
    }
}
