namespace Headgate.Cli.Terminals;

/// <summary>Rows in columns as wide as their widest text; the last column is cut at the terminal's edge.</summary>
internal static class TextTable
{
    /// <summary>The lines of the table, headings first.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<string> headings, IReadOnlyList<IReadOnlyList<string>> rows, Terminal terminal)
    {
        var widths = headings.Select((heading, i) => rows.Select(r => r[i].Length).Append(heading.Length).Max()).ToArray();
        yield return terminal.Painted(Line(headings, widths, terminal), Paint.Dim);
        foreach (var row in rows)
        {
            yield return Line(row, widths, terminal);
        }
    }

    private static string Line(IReadOnlyList<string> cells, int[] widths, Terminal terminal)
    {
        var line = string.Join("  ", cells.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd();
        return terminal.Watched && line.Length > terminal.Width ? line[..(terminal.Width - 1)] + "…" : line;
    }
}
