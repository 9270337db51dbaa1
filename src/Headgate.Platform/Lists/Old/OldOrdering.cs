using System.Linq.Expressions;
using Headgate.Wire;

namespace Headgate.Platform.Lists;

/// <summary>Orders a list by the keys that a caller asked for.</summary>
internal static class OldOrdering
{
    /// <summary>Orders by each key in turn. <paramref name="last"/> (the id) comes after them all, so that pages never overlap.</summary>
    public static IQueryable<T> InOrder<T>(
        this IQueryable<T> rows,
        IReadOnlyList<Headgate.Wire.OrderKey> keys,
        Func<string, Expression<Func<T, object?>>> expression,
        Expression<Func<T, object?>> last
    )
    {
        IOrderedQueryable<T>? ordered = null;
        foreach (var key in keys)
        {
            var by = expression(key.Field);
            ordered = (ordered, key.Descending) switch
            {
                (null, false) => rows.OrderBy(by),
                (null, true) => rows.OrderByDescending(by),
                (_, false) => ordered.ThenBy(by),
                (_, true) => ordered.ThenByDescending(by),
            };
        }
        return ordered is null ? rows.OrderBy(last)
            : keys[^1].Descending ? ordered.ThenByDescending(last)
            : ordered.ThenBy(last);
    }

    /// <summary>The page that was asked for.</summary>
    public static IQueryable<T> Page<T>(this IQueryable<T> rows, QueryReader query) => rows.Skip(query.Offset).Take(query.Limit);
}
