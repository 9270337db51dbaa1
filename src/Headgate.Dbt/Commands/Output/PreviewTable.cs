using System.Globalization;
using System.Numerics;
using System.Text;
using Headgate.Dbt.Adapters;
using Headgate.Dbt.Console;

namespace Headgate.Dbt.Commands.Output;

/// <summary>Rows as a table of text, or as JSON, in the form of <c>dbt show</c>.</summary>
internal static class PreviewTable
{
    private const int MostColumns = 6;
    private const int MostLetters = 20;
    private const string More = "...";

    /// <summary>The table: at most six columns, numbers and dates to the right, long texts cut.</summary>
    public static string Render(QueryTable table)
    {
        var columns = Math.Min(table.Columns.Count, MostColumns);
        var more = table.Columns.Count > MostColumns;
        var lines = new List<string[]> { table.Columns.Take(columns).Select(Cut).ToArray() };
        var numbers = Enumerable.Range(0, columns).Select(i => PreviewNumbers.Of(table, i)).ToList();
        lines.AddRange(table.Rows.Select(row => row.Take(columns).Select((c, i) => Cut(numbers[i]?.Text(c) ?? Text(c))).ToArray()));
        var widths = Enumerable.Range(0, columns).Select(i => lines.Max(l => l[i].Length)).ToList();
        var right = Enumerable
            .Range(0, columns)
            .Select(i => table.Rows.Any(r => r[i] is not null) && table.Rows.All(r => r[i] is not (string or System.Collections.IList)))
            .ToList();
        var text = new StringBuilder();
        Line(text, lines[0].Select((c, i) => Pad(c, widths[i], right[i])), more ? More : null);
        Line(text, widths.Select(w => new string('-', w)), more ? "---" : null);
        foreach (var line in lines.Skip(1))
        {
            Line(text, line.Select((c, i) => Pad(c, widths[i], right[i])), more ? More : null);
        }
        return text.ToString();
    }

    /// <summary>The rows as a JSON object with the node's name.</summary>
    public static string Json(string? node, QueryTable table)
    {
        var shown = new OrderedDictionary<string, object?>();
        if (node is not null)
        {
            shown["node"] = node;
        }
        shown["show"] = table.Rows.Select(row => Row(table, row)).ToList<object?>();
        return PythonJson.Write(shown, indent: 2);
    }

    private static OrderedDictionary<string, object?> Row(QueryTable table, object?[] row)
    {
        var shown = new OrderedDictionary<string, object?>();
        for (var i = 0; i < row.Length; i++)
        {
            shown[table.Columns[i]] = row[i] switch
            {
                decimal number => (double)number,
                bool or long or double or BigInteger or null or string => row[i],
                System.Collections.IList list => list.Cast<object?>().ToList(),
                var other => Text(other),
            };
        }
        return shown;
    }

    private static void Line(StringBuilder text, IEnumerable<string> cells, string? end) =>
        text.Append("| ").AppendJoin(" | ", end is null ? cells : cells.Append(end)).Append(" |\n");

    private static string Pad(string cell, int width, bool right) => right ? cell.PadLeft(width) : cell.PadRight(width);

    private static string Cut(string cell) =>
        cell.Length > MostLetters ? string.Concat(cell.AsSpan(0, MostLetters - More.Length), More) : cell;

    private static string Text(object? cell) =>
        cell switch
        {
            null => "",
            bool flag => flag ? "True" : "False",
            double number => Artifacts.PlainData.Number(number),
            DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "",
        };
}
