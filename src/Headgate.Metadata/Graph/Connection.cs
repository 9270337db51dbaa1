using System.Text;
using GraphQL;

namespace Headgate.Metadata.Graph;

/// <summary>Pages of lists, in the form that the schema has for all of them.</summary>
internal static class Connection
{
    /// <summary>Most items of a page.</summary>
    public const int Most = 500;

    /// <summary>The page that a field's <c>first</c> and <c>after</c> ask for. More than the most is as if the most were asked for.</summary>
    /// <param name="field">The field.</param>
    /// <param name="items">All items, in their order.</param>
    /// <param name="id">What tells an item from the others.</param>
    /// <param name="show">What the answer holds of an item on the page.</param>
    public static Dictionary<string, object?> Of<T>(
        IResolveFieldContext field,
        IReadOnlyList<T> items,
        Func<T, string> id,
        Func<T, object?> show
    )
    {
        var (from, size) = Window(field, items, id, Most);
        var page = items.Skip(from).Take(size).ToList();
        return new(StringComparer.Ordinal)
        {
            ["totalCount"] = items.Count,
            ["edges"] = page.Select(item => new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    ["cursor"] = Cursor(id(item)),
                    ["node"] = show(item),
                })
                .ToList(),
            ["pageInfo"] = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["startCursor"] = page.Count == 0 ? null : Cursor(id(page[0])),
                ["endCursor"] = page.Count == 0 ? null : Cursor(id(page[^1])),
                ["hasNextPage"] = from + page.Count < items.Count,
                ["hasPreviousPage"] = from > 0,
            },
        };
    }

    /// <summary>The items that <c>first</c> and <c>after</c> ask for, of a list without frame.</summary>
    public static List<T> Slice<T>(IResolveFieldContext field, IReadOnlyList<T> items, Func<T, string> id, int most)
    {
        var (from, size) = field.HasArgument("first") || field.HasArgument("after") ? Window(field, items, id, most) : (0, items.Count);
        return [.. items.Skip(from).Take(size)];
    }

    /// <summary>The mark of an item, which <c>after</c> takes.</summary>
    public static string Cursor(string id) => Convert.ToBase64String(Encoding.UTF8.GetBytes(id));

    private static (int From, int Size) Window<T>(IResolveFieldContext field, IReadOnlyList<T> items, Func<T, string> id, int most)
    {
        var first = field.GetArgument<int?>("first") ?? most;
        if (first < 0)
        {
            throw new ExecutionError("\"first\" must not be negative.") { Code = "BAD_USER_INPUT" };
        }
        var after = field.GetArgument<string?>("after");
        return (string.IsNullOrEmpty(after) ? 0 : After(items, id, after), Math.Min(first, most));
    }

    private static int After<T>(IReadOnlyList<T> items, Func<T, string> id, string cursor)
    {
        var bytes = new byte[cursor.Length];
        if (!Convert.TryFromBase64String(cursor, bytes, out var length))
        {
            throw new ExecutionError("\"after\" is no cursor of this list. Send the endCursor of the page before.")
            {
                Code = "BAD_USER_INPUT",
            };
        }
        var last = Encoding.UTF8.GetString(bytes.AsSpan(0, length));
        for (var i = 0; i < items.Count; i++)
        {
            if (id(items[i]) == last)
            {
                return i + 1;
            }
        }
        // The item has gone meanwhile: go on with those that would follow it.
        return items.Count(item => string.CompareOrdinal(id(item), last) <= 0);
    }
}
