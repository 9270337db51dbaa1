using System.Globalization;
using System.Text;
using Headgate.Dbt.Adapters;
using Headgate.Dbt.Console;

namespace Headgate.Dbt.Execution.UnitTests;

/// <summary>How the rows that a model gave differ from those that its unit test expects; their order does not count.</summary>
internal static class RowDifference
{
    private const string Mark = "actual_or_expected";

    /// <summary>The difference as a small table; null where there is none.</summary>
    /// <param name="table">Rows of both kinds, told apart by the column <c>actual_or_expected</c>.</param>
    public static string? Of(QueryTable table)
    {
        var mark = table.IndexOf(Mark);
        var columns = table.Columns.Where((_, i) => i != mark).ToList();
        var actual = RowsOf(table, mark, "actual");
        var expected = RowsOf(table, mark, "expected");
        foreach (var row in expected.ToList())
        {
            var same = actual.FindIndex(r => r.SequenceEqual(row));
            if (same >= 0)
            {
                actual.RemoveAt(same);
                expected.Remove(row);
            }
        }
        if (actual.Count == 0 && expected.Count == 0)
        {
            return null;
        }
        var rendered = Render(columns, Pair(actual, expected));
        return $"\n\n{Paint.Green("actual")} differs from {Paint.Red("expected")}:\n\n{rendered}\n";
    }

    private static List<string[]> RowsOf(QueryTable table, int mark, string kind) =>
        [
            .. table
                .Rows.Where(r => string.Equals(r[mark]?.ToString(), kind, StringComparison.Ordinal))
                .Select(r => r.Where((_, i) => i != mark).Select(Text).ToArray()),
        ];

    /// <summary>Rows that agree in their first column are one row that changed; the others came or went.</summary>
    private static List<string[]> Pair(List<string[]> actual, List<string[]> expected)
    {
        var lines = new List<string[]>();
        foreach (var row in actual)
        {
            var partner = expected.Find(e => e[0] == row[0]);
            if (partner is null)
            {
                lines.Add([Paint.Green("+++"), .. row]);
                continue;
            }
            expected.Remove(partner);
            lines.Add(["→", .. row.Select((cell, i) => cell == partner[i] ? cell : $"{partner[i]}→{cell}")]);
        }
        lines.AddRange(expected.Select(row => (string[])[Paint.Red("---"), .. row]));
        return lines;
    }

    private static string Render(List<string> columns, List<string[]> lines)
    {
        List<string[]> all =
        [
            ["@@", .. columns],
            .. lines,
        ];
        var widths = Enumerable.Range(0, columns.Count + 1).Select(i => all.Max(line => Paint.Remove(line[i]).Length)).ToList();
        var text = new StringBuilder();
        foreach (var line in all)
        {
            for (var i = 0; i < line.Length; i++)
            {
                var last = i == line.Length - 1;
                text.Append(line[i])
                    .Append(last ? "" : new string(' ', widths[i] - Paint.Remove(line[i]).Length))
                    .Append(last ? "\n" : ",");
            }
        }
        return text.ToString();
    }

    private static string Text(object? cell) =>
        cell switch
        {
            null => "null",
            bool flag => flag ? "True" : "False",
            DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            decimal number => number.ToString("G29", CultureInfo.InvariantCulture),
            _ => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "",
        };
}
