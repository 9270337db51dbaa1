using System.Collections;
using System.Globalization;
using System.Numerics;
using Headgate.Dbt.Reading;

namespace Headgate.Metrics.Results;

/// <summary>Finds what columns hold. Their type is that of their values, over all pages, so that each page has the same.</summary>
internal static class CellKinds
{
    /// <summary>The kind of each column.</summary>
    public static IReadOnlyList<CellKind> Of(WarehouseTable table) => [.. table.Columns.Select((_, i) => Of(table, i))];

    /// <summary>The most digits behind the point of each column's decimals.</summary>
    public static IReadOnlyList<int> Scales(WarehouseTable table) =>
        [
            .. table.Columns.Select(
                (_, i) => table.Rows.Select(row => row[i]).OfType<decimal>().Select(number => (int)number.Scale).DefaultIfEmpty(0).Max()
            ),
        ];

    /// <summary>A cell as text.</summary>
    public static string Text(object cell) =>
        cell switch
        {
            string text => text,
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime moment => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture),
            DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(item => item is null ? "null" : Text(item)))}]",
            IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
            _ => cell.ToString() ?? "",
        };

    private static CellKind Of(WarehouseTable table, int column)
    {
        var kind = CellKind.Empty;
        foreach (var row in table.Rows)
        {
            if (row[column] is { } cell)
            {
                kind = kind == CellKind.Empty ? Of(cell) : Both(kind, Of(cell));
            }
        }
        return kind;
    }

    private static CellKind Of(object cell) =>
        cell switch
        {
            bool => CellKind.Boolean,
            long or int or short or byte => CellKind.Whole,
            decimal or BigInteger => CellKind.Decimal,
            double or float => CellKind.Double,
            DateOnly => CellKind.Day,
            DateTime => CellKind.Moment,
            DateTimeOffset => CellKind.ZonedMoment,
            _ => CellKind.Text,
        };

    private static CellKind Both(CellKind left, CellKind right) =>
        left == right ? left
        : IsNumber(left) && IsNumber(right) ? (CellKind)Math.Max((int)left, (int)right)
        : CellKind.Text;

    private static bool IsNumber(CellKind kind) => kind is CellKind.Whole or CellKind.Decimal or CellKind.Double;
}
