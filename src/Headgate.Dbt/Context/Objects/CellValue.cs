using System.Collections;
using Headgate.Dbt.Console;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Numbers;

namespace Headgate.Dbt.Context.Objects;

/// <summary>
/// What templates see of a table's cell. Tables hold no floating-point numbers: as in agate, such a cell is a Decimal of the digits that it is
/// written with. A list or a map is the text of its JSON, as with dbt.
/// </summary>
internal static class CellValue
{
    /// <summary>The value of a cell.</summary>
    public static Value Of(object? cell) =>
        cell switch
        {
            double number when JinjaDecimal.TryParse(Value.From(number).Repr(), out var exact) => Value.From(exact),
            string text => Value.From(text),
            byte[] => Value.FromObject(cell),
            IEnumerable => Value.From(PythonJson.Write(PlainValues.ToPlain(Value.FromObject(cell)))),
            _ => Value.FromObject(cell),
        };
}
