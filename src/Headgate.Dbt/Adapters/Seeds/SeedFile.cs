using Sylvan.Data.Csv;

namespace Headgate.Dbt.Adapters.Seeds;

/// <summary>Reads a seed's CSV file into a table whose columns have one kind of value each.</summary>
internal static class SeedFile
{
    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="delimiter">The character between fields.</param>
    /// <param name="textColumns">Columns whose type the project states as a text type: their values stay as written.</param>
    /// <exception cref="FormatException">A line has more or fewer fields than the header, or the file has no header.</exception>
    public static QueryTable Read(string path, char delimiter, IReadOnlySet<string> textColumns)
    {
        using var text = new StreamReader(path, detectEncodingFromByteOrderMarks: true);
        using var csv = CsvDataReader.Create(
            text,
            new CsvDataReaderOptions
            {
                Delimiter = delimiter,
                HasHeaders = false,
                BufferSize = 1 << 16,
                MaxBufferSize = 1 << 24,
            }
        );
        var header = Header(csv, path);
        var cells = Cells(csv, header.Length, path);
        var rows = new object?[cells.Count][];
        for (var r = 0; r < rows.Length; r++)
        {
            rows[r] = new object?[header.Length];
        }
        for (var c = 0; c < header.Length; c++)
        {
            var kind = textColumns.Contains(header[c]) ? SeedKind.Text : SeedKinds.Infer(cells, c);
            for (var r = 0; r < rows.Length; r++)
            {
                rows[r][c] = SeedKinds.Parse(kind, cells[r][c]);
            }
        }
        return new(header, rows);
    }

    private static string[] Header(CsvDataReader csv, string path)
    {
        if (!csv.Read())
        {
            throw new FormatException($"The seed file {Path.GetFileName(path)} has no header line.");
        }
        var header = new string[csv.RowFieldCount];
        for (var i = 0; i < header.Length; i++)
        {
            header[i] = csv.GetString(i).Trim();
        }
        return header;
    }

    private static List<string[]> Cells(CsvDataReader csv, int width, string path)
    {
        var cells = new List<string[]>();
        while (csv.Read())
        {
            if (csv.RowFieldCount == 1 && csv.GetString(0).Length == 0 && width > 1)
            {
                continue;
            }
            if (csv.RowFieldCount > width)
            {
                throw new FormatException($"Row {csv.RowNumber - 2} has {csv.RowFieldCount} values, but Table only has {width} columns.");
            }
            var row = new string[width];
            for (var i = 0; i < width; i++)
            {
                row[i] = i < csv.RowFieldCount ? csv.GetString(i) : "";
            }
            cells.Add(row);
        }
        return cells;
    }
}
