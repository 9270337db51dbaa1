using Sylvan.Data.Csv;

namespace Headgate.Dbt.Parsing.UnitTests;

/// <summary>Rows of a unit test in CSV: every value is text, an empty one is null.</summary>
internal static class CsvRows
{
    public static List<object?> Read(string text)
    {
        var rows = new List<object?>();
        if (string.IsNullOrWhiteSpace(text))
        {
            return rows;
        }
        using var reader = CsvDataReader.Create(new StringReader(text.TrimStart('\n')), new CsvDataReaderOptions { HasHeaders = true });
        while (reader.Read())
        {
            var row = new OrderedDictionary<string, object?>();
            for (var i = 0; i < reader.FieldCount; i++)
            {
                var value = i < reader.RowFieldCount ? reader.GetString(i) : "";
                row[reader.GetName(i).Trim()] = value.Length == 0 ? null : value;
            }

            rows.Add(row);
        }

        return rows;
    }
}
