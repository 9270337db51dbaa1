using System.Globalization;
using System.Numerics;
using Headgate.Dbt.Adapters;

namespace Headgate.Dbt.Commands.Output;

/// <summary>How the numbers of a column are shown: all with as many digits after the point as the longest needs, three at most.</summary>
/// <param name="places">The digits.</param>
/// <param name="isCut">Do some need more?</param>
internal sealed class PreviewNumbers(int places, bool isCut)
{
    private const int MostPlaces = 3;

    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>The form of a column; null where it holds other values, or whole numbers of the database alone.</summary>
    public static PreviewNumbers? Of(QueryTable table, int column)
    {
        var cells = table.Rows.Select(r => r[column]).Where(c => c is not null).ToList();
        if (!cells.Exists(c => c is decimal or double) || !cells.TrueForAll(c => c is decimal or long or BigInteger or double))
        {
            return null;
        }
        var needed = cells.Max(c => Number(c) is { } number ? Places(number) : 0);
        return new(Math.Min(needed, MostPlaces), needed > MostPlaces);
    }

    /// <summary>A cell; null where it is no number that this form fits.</summary>
    public string? Text(object? cell) =>
        Number(cell) is { } number
            ? Math.Round(number, places, MidpointRounding.ToEven)
                .ToString("#,##0" + (places > 0 ? "." + new string('0', places) : ""), Plain) + (isCut ? "…" : "")
            : null;

    private static int Places(decimal number)
    {
        var text = number.ToString("0.############################", Plain);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? 0 : text.Length - point - 1;
    }

    private static decimal? Number(object? cell) =>
        cell switch
        {
            decimal number => number,
            long whole => whole,
            double real
                when Math.Abs(real) < 1e27 && decimal.TryParse(real.ToString("R", Plain), NumberStyles.Float, Plain, out var exact) =>
                exact,
            _ => null,
        };
}
