using System.Linq.Expressions;
using System.Text.Json;
using Headgate.Catalogue;
using Headgate.Store.Totals;
using Headgate.Wire;

namespace Headgate.Platform.Lists;

/// <summary>
/// The fields of a list: filters, each with the column that it is about, the keys of the order, and paging. The declaration is what reads them: a filter that is
/// documented filters.
/// </summary>
/// <param name="id">The column that no two rows share: the last key of every order.</param>
/// <param name="counted">Whose total is kept in counters; null where the rows are counted.</param>
internal sealed class ListFields<T>(Expression<Func<T, object?>> id, CountedList? counted = null) : Fields
    where T : class
{
    private readonly RowKey<T> _key = new(id);
    private readonly List<Filter<T>> _filters = [];
    private readonly Dictionary<string, Expression<Func<T, object?>>> _orders = new(StringComparer.Ordinal) { ["id"] = id };
    private readonly List<Field> _also = [];
    private bool _hasStates;

    /// <summary>Records of a page where the caller asks for none.</summary>
    public int PageSize { get; init; } = 100;

    /// <summary>Whether a page of rows is answered, so that its size, beginning and order can be asked for.</summary>
    public bool HasPages { get; init; } = true;

    /// <summary>The order where the caller asks for none.</summary>
    public string DefaultOrder { get; init; } = "id";

    public override bool ReadByAnswer => true;

    /// <summary>Made once, when the declaration is complete: its texts name every key, and every call of the list reads it.</summary>
    private Field<IReadOnlyList<string>> OrderField => field ??= Ordering.Field(_orders.Keys, DefaultOrder);

    public override IReadOnlyList<Field> All =>
        [
            .. _filters.Select(f => f.Field),
            .. _also,
            .. _hasStates ? [StateField.Field] : Array.Empty<Field>(),
            .. HasPages ? [Paging.LimitField(PageSize, 100), Paging.OffsetField, OrderField] : Array.Empty<Field>(),
        ];

    /// <summary>Rows of one place, whose total is counted.</summary>
    public ListFields<T> In(CountScope scope, string name, Expression<Func<T, long>> column, string says) =>
        Add(ColumnFilters.Equal(name, column, says, scope, []));

    /// <summary>Rows whose column is the value.</summary>
    public ListFields<T> Equal<TColumn>(
        string name,
        Expression<Func<T, TColumn>> column,
        string says,
        params IReadOnlyList<string> aliases
    ) => Add(ColumnFilters.Equal(name, column, says, null, aliases));

    /// <summary>Rows whose column is one of several values.</summary>
    public ListFields<T> Among<TColumn>(string name, Expression<Func<T, TColumn>> column, string says) =>
        Add(ColumnFilters.Among(name, column, says));

    /// <summary>Rows whose text contains another, in any case.</summary>
    public ListFields<T> Containing(string name, Expression<Func<T, string?>> column, string says) =>
        Where(Catalogue.In.Query.Text(name, says, 4096), text => TextMatch.Contains(column, text!));

    /// <summary>Rows whose number is above another.</summary>
    public ListFields<T> Above(string name, Expression<Func<T, long>> column, string says, params IReadOnlyList<string> aliases) =>
        Add(ColumnFilters.Above(name, column, says, aliases));

    /// <summary>Rows whose time lies in a span.</summary>
    public ListFields<T> Between<TColumn>(string name, Expression<Func<T, TColumn>> column, string says) =>
        Add(ColumnFilters.Between(name, column, says));

    /// <summary>Rows whose column has a value, or has none.</summary>
    public ListFields<T> Having<TColumn>(string name, Expression<Func<T, TColumn?>> column, string says) =>
        Add(ColumnFilters.Having(name, column, says));

    /// <summary>Rows that have what none has here: no rows, or all of them.</summary>
    public ListFields<T> HavingNone(string name, string says) => Where(Catalogue.In.Query.Flag(name, says), has => _ => !has!.Value);

    /// <summary>Rows of a condition that needs more than a column.</summary>
    public ListFields<T> Where<TValue>(Field<TValue> field, Func<TValue, Expression<Func<T, bool>>> condition) =>
        Add(new Filter<T, TValue>(field, condition));

    /// <summary>Rows in some states, by which they are counted.</summary>
    public ListFields<T> Counted<TValue>(
        Field<TValue> field,
        Func<TValue, IReadOnlyList<int>> states,
        Func<TValue, Expression<Func<T, bool>>> condition
    ) => Add(new Filter<T, TValue>(field, condition) { States = states });

    /// <summary>One row by its id, or several: <c>pk</c> and <c>pk__in</c>, which all lists have.</summary>
    public ListFields<T> ByIds(Expression<Func<T, long>> column) =>
        Equal("pk", column, "One by id.").Among("pk__in", column, "Several by ids.");

    /// <summary>Active rows unless the caller asks for deleted ones or for all.</summary>
    public ListFields<T> ByState()
    {
        _hasStates = true;
        return this;
    }

    /// <summary>Keys of the order, besides <c>id</c>: columns, under the names that answers have for them.</summary>
    public ListFields<T> OrderedBy(params IReadOnlyList<Expression<Func<T, object?>>> columns)
    {
        foreach (var column in columns)
        {
            var read = column.Body is UnaryExpression boxed ? boxed.Operand : column.Body;
            _orders[JsonNamingPolicy.SnakeCaseLower.ConvertName(((MemberExpression)read).Member.Name)] = column;
        }
        return this;
    }

    /// <summary>A field that the operation reads by itself from <see cref="CallContext.Source"/>, beside the filters.</summary>
    public ListFields<T> Also(Field field)
    {
        _also.Add(field);
        return this;
    }

    /// <summary>Reads the fields of a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="rows">The rows that the caller may see, before any filter.</param>
    public ListQuery<T> Of(CallContext call, IQueryable<T> rows)
    {
        var (source, problems) = (call.Source, new FieldProblems());
        var paging = Paging.Read(call, PageSize, problems);
        var keys = Ordering.Read(OrderField, source, problems);
        var query = new ListQuery<T>(call, rows, paging, keys, _orders, _key, counted, problems);
        if (_hasStates)
        {
            query.InState(StateField.Read(source, problems), source.Find(StateField.Field).ToString());
        }
        foreach (var filter in _filters)
        {
            filter.Apply(source, query);
        }
        return query;
    }

    private ListFields<T> Add(Filter<T> filter)
    {
        _filters.Add(filter);
        return this;
    }
}
