using System.Linq.Expressions;

namespace Headgate.Platform.Lists;

/// <summary>What tells the rows of a list apart, for the database and for rows that were read.</summary>
/// <param name="Expression">The key's column.</param>
internal sealed record RowKey<T>(Expression<Func<T, object?>> Expression)
{
    private readonly Lazy<Func<T, object?>> _compiled = new(Expression.Compile);

    /// <summary>The key of a row.</summary>
    public object Of(T row) => _compiled.Value(row)!;
}
