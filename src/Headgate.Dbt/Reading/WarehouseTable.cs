namespace Headgate.Dbt.Reading;

/// <summary>
/// Rows of a warehouse. Cells are null, bool, long, <see cref="System.Numerics.BigInteger"/>, decimal, double, string, <see cref="DateOnly"/>, <see cref="DateTime"/>,
/// <see cref="DateTimeOffset"/>, <see cref="TimeOnly"/>, <see cref="TimeSpan"/>, or a list of these.
/// </summary>
/// <param name="columns">The columns' names.</param>
/// <param name="rows">The rows, each as long as that.</param>
public sealed class WarehouseTable(IReadOnlyList<string> columns, IReadOnlyList<object?[]> rows)
{
    private const int CellSize = 16;
    private long _bytes = -1;

    /// <summary>The columns' names, in order.</summary>
    public IReadOnlyList<string> Columns => columns;

    /// <summary>The rows.</summary>
    public IReadOnlyList<object?[]> Rows => rows;

    /// <summary>About how many bytes it takes.</summary>
    public long Bytes =>
        _bytes >= 0 ? _bytes : _bytes = rows.Sum(row => row.Sum(cell => CellSize + (cell is string text ? text.Length * 2L : 0)));
}
