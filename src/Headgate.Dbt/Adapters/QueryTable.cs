namespace Headgate.Dbt.Adapters;

/// <summary>
/// Rows with named columns, held in memory. Cells are null, bool, long, <see cref="System.Numerics.BigInteger"/>, decimal, double, string,
/// <see cref="DateOnly"/>, <see cref="DateTime"/>, <see cref="DateTimeOffset"/>, <see cref="TimeOnly"/>, <see cref="TimeSpan"/>, or a list of these.
/// </summary>
internal sealed class QueryTable(IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows)
{
    /// <summary>A table of no columns and no rows.</summary>
    public static QueryTable Empty { get; } = new([], []);

    /// <summary>The columns' names, in order.</summary>
    public IReadOnlyList<string> Columns { get; } = columns;

    /// <summary>The rows, each as long as <see cref="Columns"/>.</summary>
    public IReadOnlyList<object?[]> Rows { get; } = rows;

    /// <summary>The place of a column by its name, without regard to case; -1 when it is missing.</summary>
    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (string.Equals(Columns[i], column, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }
        return -1;
    }
}
