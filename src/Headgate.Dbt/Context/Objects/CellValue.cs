using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Numbers;

namespace Headgate.Dbt.Context.Objects;

/// <summary>What templates see of a table's cell. Tables hold no floating-point numbers: as in agate, such a cell is a Decimal of the digits that it is written with.</summary>
internal static class CellValue
{
    /// <summary>The value of a cell.</summary>
    public static Value Of(object? cell) =>
        cell is double number && JinjaDecimal.TryParse(Value.From(number).Repr(), out var exact)
            ? Value.From(exact)
            : Value.FromObject(cell);
}
