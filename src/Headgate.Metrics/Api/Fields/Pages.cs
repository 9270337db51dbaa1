using GraphQL;

namespace Headgate.Metrics.Api.Fields;

/// <summary>Pages of lists, in the form that the schema has for all of them.</summary>
internal static class Pages
{
    /// <summary>Most items of a page; a list without a size is one page.</summary>
    private const int Most = 10_000;

    /// <summary>The page that a field asks for.</summary>
    public static Dictionary<string, object?> Of<T>(IResolveFieldContext field, IReadOnlyList<T> all, Func<T, string>? name = null)
    {
        var search = name is null ? null : field.GetArgument<string?>("search");
        var items = string.IsNullOrEmpty(search)
            ? all
            : [.. all.Where(item => name!(item).Contains(search, StringComparison.OrdinalIgnoreCase))];
        var number = field.GetArgument<int>("pageNum");
        var size = field.GetArgument<int?>("pageSize");
        if (number < 1 || size is < 1 or > Most)
        {
            throw new ExecutionError($"pageNum begins at 1, and pageSize is from 1 to {Most}, or null for one page with everything.");
        }
        var pages = size is { } some ? (items.Count + some - 1) / some : 1;
        return new(StringComparer.Ordinal)
        {
            ["items"] = size is { } most ? items.Skip((int)Math.Min((number - 1L) * most, items.Count)).Take(most).ToList() : items,
            ["pageNum"] = number,
            ["pageSize"] = size,
            ["totalItems"] = items.Count,
            ["totalPages"] = pages,
        };
    }
}
