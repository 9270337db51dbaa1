using System.Linq.Expressions;
using Headgate.Catalogue;

namespace Headgate.Platform.Lists;

/// <summary>The order of a list: <c>order_by</c>, one field or several, a minus for descending.</summary>
internal static class Ordering
{
    /// <summary>The query parameter.</summary>
    public static Field<IReadOnlyList<string>> Field(IEnumerable<string> columns, string fallback) =>
        In
            .Query.Texts(
                "order_by",
                $"Field to order by, with a minus for descending, or a list of such: {string.Join(", ", columns)}.",
                100,
                100
            )
            .Or([fallback])
            .Must(keys =>
                keys.Select(OrderKey.Parse).FirstOrDefault(key => !columns.Contains(key.Field)) is { Field: { } } wrong
                    ? Wrong(wrong, columns)
                    : null
            );

    /// <summary>Reads it.</summary>
    public static IReadOnlyList<OrderKey> Read(Field<IReadOnlyList<string>> declared, FieldSource source, FieldProblems problems) =>
        [.. declared.Read(source, problems).Select(OrderKey.Parse)];

    /// <summary>Orders by each key in turn. <paramref name="last"/> (the id) comes after them all, so that pages never overlap.</summary>
    public static IQueryable<T> InOrder<T>(
        this IQueryable<T> rows,
        IReadOnlyList<OrderKey> keys,
        IReadOnlyDictionary<string, Expression<Func<T, object?>>> columns,
        Expression<Func<T, object?>> last
    )
    {
        IOrderedQueryable<T>? ordered = null;
        foreach (var key in keys)
        {
            var by = columns[key.Field];
            ordered = (ordered, key.IsDescending) switch
            {
                (null, false) => rows.OrderBy(by),
                (null, true) => rows.OrderByDescending(by),
                (_, false) => ordered.ThenBy(by),
                (_, true) => ordered.ThenByDescending(by),
            };
        }
        return ordered is null ? rows.OrderBy(last)
            : keys[^1].IsDescending ? ordered.ThenByDescending(last)
            : ordered.ThenBy(last);
    }

    private static string Wrong(OrderKey key, IEnumerable<string> columns) =>
        $"\"{key}\" is no field to order by; choose from {string.Join(", ", columns)}, with a minus for descending.";
}
