using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Store.Totals;

/// <summary>Totals of lists without counting rows.</summary>
public static class ListTotals
{
    /// <summary>
    /// How many rows a list has in one scope or in several of one kind (they must not overlap). <paramref name="state"/> null means all
    /// states. Exact for a list with no other filter than these.
    /// </summary>
    public static Task<long> TotalAsync(
        this HeadgateDb db,
        CountedList list,
        CountScope scope,
        IReadOnlyCollection<long> ids,
        RowState? state,
        CancellationToken cancellation
    ) =>
        db.TotalAmongAsync(
            list,
            scope,
            ids,
            state is { } one && CountedTable.Of(list).StateColumn == CountedTable.State ? [(int)one] : null,
            cancellation
        );

    /// <summary>The same of rows in some states, which are <see cref="RowState"/> or, of runs, their statuses; null means all.</summary>
    public static async Task<long> TotalAmongAsync(
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

    /// <summary>How many rows a list has in one scope.</summary>
    public static Task<long> TotalAsync(
        this HeadgateDb db,
        CountedList list,
        CountScope scope,
        long id,
        RowState? state,
        CancellationToken cancellation
    ) => db.TotalAsync(list, scope, [id], state, cancellation);
}
