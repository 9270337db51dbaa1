using Headgate.Dbt.Reading;

namespace Headgate.Metrics.Results;

/// <summary>A page of an answer.</summary>
/// <param name="Columns">The columns' names.</param>
/// <param name="Kinds">What they hold.</param>
/// <param name="Scales">Digits behind the point of those that are decimals, over all pages.</param>
/// <param name="Rows">The rows of the page.</param>
internal sealed record ResultPage(
    IReadOnlyList<string> Columns,
    IReadOnlyList<CellKind> Kinds,
    IReadOnlyList<int> Scales,
    IReadOnlyList<object?[]> Rows
)
{
    /// <summary>Rows of a page, as dbt has it.</summary>
    public const int Size = 1024;

    /// <summary>A page of a table; null where it has no such page.</summary>
    public static ResultPage? Of(WarehouseTable table, int number) =>
        number >= 1 && number <= Count(table)
            ? new ResultPage(
                table.Columns,
                CellKinds.Of(table),
                CellKinds.Scales(table),
                [.. table.Rows.Skip((number - 1) * Size).Take(Size)]
            )
            : null;

    /// <summary>Pages of a table: an answer without rows has one.</summary>
    public static int Count(WarehouseTable table) => Math.Max(1, (table.Rows.Count + Size - 1) / Size);
}
