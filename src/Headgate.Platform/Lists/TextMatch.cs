using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Lists;

/// <summary>The <c>__icontains</c> filters: a text inside another, in any case, the same on both databases.</summary>
internal static class TextMatch
{
    private static readonly MethodInfo Lower = typeof(string).GetMethod(nameof(string.ToLower), Type.EmptyTypes)!;

    private static readonly MethodInfo Like = typeof(DbFunctionsExtensions).GetMethod(
        nameof(DbFunctionsExtensions.Like),
        [typeof(DbFunctions), typeof(string), typeof(string), typeof(string)]
    )!;

    /// <summary>Rows whose column contains a text.</summary>
    public static Expression<Func<T, bool>> Contains<T>(Expression<Func<T, string?>> column, string text)
    {
        var pattern = Pattern(text);
        Expression<Func<string>> parameter = () => pattern;
        var call = Expression.Call(
            Like,
            Expression.Constant(EF.Functions),
            Expression.Call(column.Body, Lower),
            parameter.Body,
            Expression.Constant("\\")
        );
        return Expression.Lambda<Func<T, bool>>(call, column.Parameters);
    }

    /// <summary>A LIKE pattern in which the text's own wildcards are plain characters.</summary>
    private static string Pattern(string text) =>
        "%"
        + text.ToLowerInvariant()
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal)
            .Replace("_", "\\_", StringComparison.Ordinal)
        + "%";
}
