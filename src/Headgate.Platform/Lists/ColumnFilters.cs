using System.Linq.Expressions;
using Headgate.Catalogue;

namespace Headgate.Platform.Lists;

/// <summary>
/// Filters made from a column: its type says what is sent (a number, a text, true or false), the expression says what is kept. Values become parameters of the SQL.
/// </summary>
internal static class ColumnFilters
{
    /// <summary>Rows whose column is the value that was sent.</summary>
    public static Filter<T> Equal<T, TColumn>(
        string name,
        Expression<Func<T, TColumn>> column,
        string says,
        Store.Totals.CountScope? scope,
        IReadOnlyList<string> aliases
    )
        where T : class
    {
        var type = Nullable.GetUnderlyingType(typeof(TColumn)) ?? typeof(TColumn);
        return type == typeof(string) ? new Filter<T, string?>(In.Query.Text(name, says, 1024).Alias(aliases), Is)
            : type == typeof(bool) ? new Filter<T, bool?>(In.Query.Flag(name, says).Alias(aliases), value => Is(value))
            : new Filter<T, long?>(Number(name, says, type).Alias(aliases), value => Is(To<TColumn>(value!.Value, type))) { Scope = scope };

        Expression<Func<T, bool>> Is(object? value)
        {
            var typed = (TColumn)value!;
            Expression<Func<TColumn>> parameter = () => typed;
            return Expression.Lambda<Func<T, bool>>(Expression.Equal(column.Body, parameter.Body), column.Parameters);
        }
    }

    /// <summary>Rows whose column is one of the values that were sent.</summary>
    public static Filter<T> Among<T, TColumn>(string name, Expression<Func<T, TColumn>> column, string says)
        where T : class
    {
        var type = Nullable.GetUnderlyingType(typeof(TColumn)) ?? typeof(TColumn);
        return type == typeof(string)
            ? new Filter<T, IReadOnlyList<string>?>(In.Query.Texts(name, says, 1000, 1024), values => Within(values!.Cast<TColumn>()))
            : new Filter<T, IReadOnlyList<long>?>(
                In.Query.Longs(name, says, 1000),
                values => Within(values!.Select(v => (TColumn)To<TColumn>(v, type)!))
            );

        Expression<Func<T, bool>> Within(IEnumerable<TColumn> values)
        {
            var list = values.ToList();
            Expression<Func<List<TColumn>>> parameter = () => list;
            var contains = typeof(List<TColumn>).GetMethod(nameof(List<>.Contains))!;
            return Expression.Lambda<Func<T, bool>>(Expression.Call(parameter.Body, contains, column.Body), column.Parameters);
        }
    }

    /// <summary>Rows whose number is above the one that was sent.</summary>
    public static Filter<T> Above<T>(string name, Expression<Func<T, long>> column, string says, IReadOnlyList<string> aliases)
        where T : class =>
        new Filter<T, long?>(
            In.Query.Long(name, says).Alias(aliases),
            value =>
            {
                var least = value!.Value;
                Expression<Func<long>> parameter = () => least;
                return Expression.Lambda<Func<T, bool>>(Expression.GreaterThan(column.Body, parameter.Body), column.Parameters);
            }
        );

    /// <summary>Rows whose time lies in the span that was sent.</summary>
    public static Filter<T> Between<T, TColumn>(string name, Expression<Func<T, TColumn>> column, string says)
        where T : class =>
        new Filter<T, TimeRange?>(
            In.Query.Times(name, says),
            value =>
            {
                var (from, to) = ((TColumn)(object)value!.Value.From, (TColumn)(object)value.Value.To);
                Expression<Func<TColumn>> first = () => from;
                Expression<Func<TColumn>> last = () => to;
                var both = Expression.AndAlso(
                    Expression.GreaterThanOrEqual(column.Body, first.Body),
                    Expression.LessThanOrEqual(column.Body, last.Body)
                );
                return Expression.Lambda<Func<T, bool>>(both, column.Parameters);
            }
        );

    /// <summary>Rows whose column has a value, or has none.</summary>
    public static Filter<T> Having<T, TColumn>(string name, Expression<Func<T, TColumn?>> column, string says)
        where T : class =>
        new Filter<T, bool?>(
            In.Query.Flag(name, says),
            has =>
            {
                var none = Expression.Constant(null, column.Body.Type);
                var kept = has!.Value ? Expression.NotEqual(column.Body, none) : Expression.Equal(column.Body, none);
                return Expression.Lambda<Func<T, bool>>(kept, column.Parameters);
            }
        );

    private static Field<long?> Number(string name, string says, Type type) =>
        type == typeof(long) ? In.Query.Long(name, says) : In.Query.Long(name, says, int.MinValue, int.MaxValue);

    private static object? To<TColumn>(long value, Type type) =>
        type.IsEnum ? Enum.ToObject(type, value)
        : type == typeof(long) ? value
        : (object)(int)value;
}
