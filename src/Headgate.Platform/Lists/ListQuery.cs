using System.Linq.Expressions;
using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Totals;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Headgate.Platform.Lists;

/// <summary>
/// A list on its way from filters to a page. Its total is read from the counters where it can be: without filters, or with one by a place that is counted, because counting
/// the rows of a large table costs more than the page itself. Otherwise the rows are counted.
/// </summary>
internal sealed class ListQuery<T>(
    CallContext call,
    IQueryable<T> rows,
    Paging paging,
    IReadOnlyList<OrderKey> order,
    IReadOnlyDictionary<string, Expression<Func<T, object?>>> columns,
    RowKey<T> key,
    CountedList? counted,
    FieldProblems problems
)
    where T : class
{
    private const int FarBack = 1000;

    private readonly List<KeyValuePair<string, string>> _applied = [];
    private bool _counts = counted is not null;
    private (CountScope Scope, long Id)? _place;
    private IReadOnlyList<int>? _states;

    /// <summary>The rows under all filters so far.</summary>
    public IQueryable<T> Rows { get; private set; } = rows;

    /// <summary>What is wrong with the call so far.</summary>
    public FieldProblems Problems => problems;

    /// <summary>Keeps the rows of a condition.</summary>
    public void Where(Expression<Func<T, bool>> condition, Field field, Sent sent)
    {
        Keep(condition, field, sent);
        _counts = false;
    }

    /// <summary>Keeps the rows of a place whose total is counted.</summary>
    public void In(CountScope scope, long id, Expression<Func<T, bool>> condition, Field field, Sent sent)
    {
        Keep(condition, field, sent);
        _counts &= _place is null;
        _place = (scope, id);
    }

    /// <summary>Keeps the rows of the place that the path names, whose total is counted; nothing happens where it names none.</summary>
    public ListQuery<T> Within(CountScope scope, long? id, Expression<Func<T, bool>> condition)
    {
        if (id is { } place)
        {
            Rows = Rows.Where(condition);
            _counts &= _place is null;
            _place = (scope, place);
        }
        return this;
    }

    /// <summary>Keeps the rows in some states, by which they are counted.</summary>
    public void Among(IReadOnlyList<int> states, Expression<Func<T, bool>> condition, Field field, Sent sent)
    {
        Keep(condition, field, sent);
        _counts &= _states is null;
        _states = states;
    }

    /// <summary>Keeps the rows of a state; null for all.</summary>
    public void InState(RowState? state, string sent)
    {
        _states = state is { } one ? [(int)one] : null;
        Rows = Rows.InState(state);
        if (sent.Length > 0)
        {
            _applied.Add(new("state", sent));
        }
    }

    /// <summary>The page that was asked for, or what is wrong with the question.</summary>
    /// <param name="db">Where the rows are.</param>
    /// <param name="views">Makes what is answered of the page's rows.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async ValueTask<Answer> PageAsync<TView>(
        HeadgateDb db,
        Func<IReadOnlyList<T>, ValueTask<IReadOnlyList<TView>>> views,
        CancellationToken cancellation
    )
    {
        if (problems.Refusal is { } refusal)
        {
            return refusal;
        }
        var total = await TotalAsync(db, cancellation);
        var page = await call.Service<RecentRows>().ReadAsync(Page(db), key, cancellation);
        var echo = new PageEcho(paging.Limit, paging.Offset, string.Join(',', order), _applied);
        return call.Page(await views(page), total, echo);
    }

    /// <summary>The page that was asked for, of rows that need nothing else to be shown.</summary>
    public ValueTask<Answer> PageAsync<TView>(HeadgateDb db, Func<T, TView> view, CancellationToken cancellation) =>
        PageAsync(db, page => ValueTask.FromResult<IReadOnlyList<TView>>([.. page.Select(view)]), cancellation);

    /// <summary>
    /// The page's rows. What lies before a page far back, or has to be sorted for it, is gone through by ids alone, which an index has: a database that passes over rows or sorts them
    /// reads each of them.
    /// </summary>
    private IQueryable<T> Page(HeadgateDb db)
    {
        var page = Rows.InOrder(order, columns, key.Expression).Skip(paging.Offset).Take(paging.Limit);
        if (_counts && paging.Offset < FarBack)
        {
            return page;
        }
        var id = key.Expression;
        var column = id.Body is UnaryExpression boxed ? boxed.Operand : id.Body;
        var ids = Expression.Call(
            typeof(Queryable),
            nameof(Queryable.Select),
            [typeof(T), column.Type],
            page.Expression,
            Expression.Quote(Expression.Lambda(column, id.Parameters))
        );
        var row = Expression.Parameter(typeof(T));
        var rowKey = ReplacingExpressionVisitor.Replace(id.Parameters[0], row, column);
        var isOnPage = Expression.Call(typeof(Queryable), nameof(Queryable.Contains), [column.Type], ids, rowKey);
        return db.Set<T>().AsNoTracking().Where(Expression.Lambda<Func<T, bool>>(isOnPage, row)).InOrder(order, columns, key.Expression);
    }

    private void Keep(Expression<Func<T, bool>> condition, Field field, Sent sent)
    {
        Rows = Rows.Where(condition);
        _applied.Add(new(field.Name, sent.ToString()));
    }

    private async Task<long> TotalAsync(HeadgateDb db, CancellationToken cancellation)
    {
        // A counter is exact for one question only: all rows of one place in one state. Any other filter, or a scope that cuts through the place, makes it a lie about what the
        // caller may see, so that the rows are counted, which costs what it costs.
        if (_counts && call.Scope.All)
        {
            var (scope, id) = _place ?? (CountScope.Account, call.AccountId);
            // The counter of a place knows nothing of accounts: of another account's place nothing is told, not even how much there is.
            return await IsOwnAsync(db, scope, id, cancellation)
                ? await call.Service<RecentRows>()
                    .TotalAsync(
                        (counted!.Value, scope, id, _states is null ? null : string.Join(',', _states)),
                        () => db.TotalAsync(counted.Value, scope, [id], _states, cancellation)
                    )
                : 0;
        }
        // A caller of some projects and nothing else sees all that is counted there, of lists whose counters know projects.
        if (
            _counts
            && _place is null
            && call.Scope is { Environments.Count: 0, Jobs.Count: 0 }
            && counted is CountedList.Jobs or CountedList.Runs or CountedList.Environments
        )
        {
            return await db.TotalAsync(counted.Value, CountScope.Project, [.. call.Scope.Projects], _states, cancellation);
        }
        return await Rows.LongCountAsync(cancellation);
    }

    private Task<bool> IsOwnAsync(HeadgateDb db, CountScope scope, long id, CancellationToken cancellation) =>
        scope switch
        {
            CountScope.Project => db.Projects.AnyAsync(p => p.Id == id && p.AccountId == call.AccountId, cancellation),
            CountScope.Environment => db.Environments.AnyAsync(e => e.Id == id && e.AccountId == call.AccountId, cancellation),
            CountScope.Job => db.Jobs.AnyAsync(j => j.Id == id && j.AccountId == call.AccountId, cancellation),
            _ => Task.FromResult(true),
        };
}
