using System.Data.Common;
using System.Globalization;
using System.Numerics;
using Sylvan.Data.Csv;

namespace Headgate.Metrics.Tests.Golden;

/// <summary>Rows in a form in which those of different databases can be compared: numbers to nine digits, times without zone.</summary>
internal sealed record ResultTable(IReadOnlyList<string> Columns, IReadOnlyList<string[]> Rows)
{
    private static readonly string[] TimeForms =
    [
        "yyyy-MM-dd",
        "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd HH:mm:sszz",
        "yyyy-MM-dd HH:mm:ss.FFFFFF",
    ];

    public static ResultTable FromCsv(string path)
    {
        using var csv = CsvDataReader.Create(path);
        var columns = Enumerable.Range(0, csv.FieldCount).Select(csv.GetName).ToList();
        var rows = new List<string[]>();
        while (csv.Read())
        {
            rows.Add([.. Enumerable.Range(0, columns.Count).Select(i => OfText(csv.GetString(i)))]);
        }
        return new ResultTable(columns, rows);
    }

    public static ResultTable Read(DbDataReader reader)
    {
        var columns = Enumerable.Range(0, reader.FieldCount).Select(reader.GetName).ToList();
        var rows = new List<string[]>();
        while (reader.Read())
        {
            rows.Add([.. Enumerable.Range(0, columns.Count).Select(i => OfValue(reader.IsDBNull(i) ? null : reader.GetValue(i)))]);
        }
        return new ResultTable(columns, rows);
    }

    /// <summary>The same with columns in another's order.</summary>
    public ResultTable InOrderOf(ResultTable other)
    {
        var places = other.Columns.Select(column => Columns.ToList().IndexOf(column)).ToArray();
        return new ResultTable(
            other.Columns,
            [.. Rows.Select(row => Array.ConvertAll(places, place => place < 0 ? "(no such column)" : row[place]))]
        );
    }

    public ResultTable Only(IReadOnlyList<string> columns) => InOrderOf(new ResultTable(columns, []));

    public ResultTable Distinct() => this with { Rows = [.. Rows.DistinctBy(row => string.Join('|', row))] };

    /// <summary>The rows that have a last value.</summary>
    public ResultTable WhereGiven() => this with { Rows = [.. Rows.Where(row => row[^1].Length > 0)] };

    public string Text(bool ordered)
    {
        var lines = Rows.Select(row => string.Join(" | ", row));
        return string.Join('\n', ordered ? lines : lines.Order(StringComparer.Ordinal));
    }

    private static string OfText(string text)
    {
        if (
            DateTime.TryParseExact(
                text,
                TimeForms,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal,
                out var time
            )
        )
        {
            return Time(time);
        }
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? Number(number) : text;
    }

    private static string OfValue(object? value) =>
        value switch
        {
            null => "",
            bool flag => flag ? "t" : "f",
            DateTime time => Time(time),
            DateTimeOffset time => Time(time.UtcDateTime),
            DateOnly date => Time(date.ToDateTime(TimeOnly.MinValue)),
            BigInteger big => Number((double)big),
            string text => OfText(text),
            IConvertible number => Number(number.ToDouble(CultureInfo.InvariantCulture)),
            _ => OfText(Convert.ToString(value, CultureInfo.InvariantCulture)!),
        };

    private static string Time(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture);

    private static string Number(double value) => value == 0 ? "0" : value.ToString("0.########e+0", CultureInfo.InvariantCulture);
}
