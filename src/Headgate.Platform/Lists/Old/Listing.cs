using System.Linq.Expressions;
using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Totals;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Lists;

/// <summary>
/// A list on its way from filters to a page. It remembers whether its total can be read from the counters: without filters, or with one by a
/// place that is counted. Otherwise the rows are counted.
/// </summary>
internal sealed class Listing<T>(CallContext call, IQueryable<T> rows, CountedList counted, RowState? state)
    where T : class
{
    private bool _counts = true;
    private (CountScope Scope, long Id)? _place;

    /// <summary>The rows under all filters so far.</summary>
    public IQueryable<T> Rows { get; private set; } = rows;

    /// <summary>Keeps the rows of a place, where one is asked for.</summary>
    public Listing<T> In(CountScope scope, long? id, Expression<Func<T, bool>> condition)
    {
        if (id is not { } place)
        {
            return this;
        }
        Rows = Rows.Where(condition);
        _counts &= _place is null;
        _place = (scope, place);
        return this;
    }

    /// <summary>Keeps the rows of a condition, where it is asked for.</summary>
    public Listing<T> Where(bool asked, Expression<Func<T, bool>> condition)
    {
        if (asked)
        {
            Rows = Rows.Where(condition);
            _counts = false;
        }
        return this;
    }

    /// <summary>Keeps the rows whose column contains a text, where one is asked for.</summary>
    public Listing<T> Containing(string? text, Expression<Func<T, string?>> column) =>
        text is null ? this : Where(asked: true, TextMatch.Contains(column, text));

    /// <summary>How many rows there are on all pages.</summary>
    public Task<long> TotalAsync(HeadgateDb db, CancellationToken cancellation)
    {
        if (_counts && call.Scope.All)
        {
            var (scope, id) = _place ?? (CountScope.Account, call.AccountId);
            return db.TotalAsync(counted, scope, id, state, cancellation);
        }
        if (
            _counts
            && _place is null
            && IsProjectsOnly(call.Scope)
            && counted is CountedList.Jobs or CountedList.Runs or CountedList.Environments
        )
        {
            return db.TotalAsync(counted, CountScope.Project, [.. call.Scope.Projects], state, cancellation);
        }
        return Rows.LongCountAsync(cancellation);
    }

    private static bool IsProjectsOnly(VisibleScope scope) => scope.Environments.Count == 0 && scope.Jobs.Count == 0;
}
