using System.Globalization;
using System.Numerics;

namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>Turns the server's texts into the cells of a <see cref="QueryTable"/>, by the number of their type.</summary>
internal static class PostgresValues
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    private static readonly string[] TimeForms = ["HH:mm:ss", "HH:mm:ss.FFFFFF"];

    /// <summary>The cell of a value that is not null. Types without a form of their own stay the text that the server writes.</summary>
    public static object? ToCell(string text, uint oid) =>
        oid switch
        {
            16 => text == "t",
            20 or 21 or 23 or 26 => long.Parse(text, Plain),
            700 or 701 => Real(text),
            1700 => Number(text),
            1082 => DateOnly.TryParseExact(text, "yyyy-MM-dd", Plain, DateTimeStyles.None, out var day) ? day : text,
            1083 => TimeOnly.TryParseExact(text, TimeForms, Plain, DateTimeStyles.None, out var time) ? time : text,
            1114 => DateTime.TryParse(text, Plain, DateTimeStyles.None, out var moment) ? moment : text,
            1184 => DateTimeOffset.TryParse(text, Plain, DateTimeStyles.None, out var zoned) ? zoned : text,
            1186 => PostgresInterval.Parse(text) is { } span ? span : text,
            _ => ElementOf(oid) is { } element ? PostgresArray.Parse(text, element) : text,
        };

    private static object Number(string text)
    {
        if (text.Contains('n', StringComparison.OrdinalIgnoreCase))
        {
            return Real(text);
        }
        if (text.Length <= 28 && decimal.TryParse(text, NumberStyles.Number, Plain, out var exact))
        {
            return exact;
        }
        return BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, Plain, out var whole) ? whole : Real(text);
    }

    private static double Real(string text) =>
        text switch
        {
            "NaN" => double.NaN,
            "Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ => double.Parse(text, Plain),
        };

    /// <summary>The type of an array's elements; null for what is no array of a built-in type.</summary>
    private static uint? ElementOf(uint oid) =>
        oid switch
        {
            1000 => 16,
            1016 => 20,
            1005 => 21,
            1007 => 23,
            1021 => 700,
            1022 => 701,
            1231 => 1700,
            1182 => 1082,
            1183 => 1083,
            1115 => 1114,
            1185 => 1184,
            1187 => 1186,
            1002 or 1003 or 1009 or 1014 or 1015 or 2951 or 199 or 3807 => 25,
            _ => null,
        };
}
