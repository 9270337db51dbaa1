using System.Globalization;
using System.Numerics;
using Headgate.Dbt.Adapters;
using Headgate.Dbt.Console;

namespace Headgate.Dbt.Context.Objects;

/// <summary>A table as JSON, as agate writes it: a list of objects, a line for each, or an object by the values of a column.</summary>
internal static class TableJson
{
    /// <summary>The JSON.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="key">The column by whose values the rows are named; null for a list.</param>
    /// <param name="lines">An object on each line?</param>
    /// <param name="indent">Blanks a level; null for one line.</param>
    /// <exception cref="DbtException">The column is not there or names two rows alike, or is asked for beside lines.</exception>
    public static string Of(QueryTable table, string? key, bool lines, int? indent)
    {
        if (lines && (key is not null || indent is not null))
        {
            throw new DbtException(
                DbtErrorKind.Compilation,
                $"{(key is null ? "indent" : "key")} may not be specified when newline is True."
            );
        }
        var rows = table.Rows.Select(row => Row(table, row));
        if (lines)
        {
            return string.Join('\n', rows.Select(row => PythonJson.Write(row)));
        }
        return PythonJson.Write(key is null ? rows.ToList<object?>() : ByKey(table, key), indent: indent);
    }

    private static OrderedDictionary<string, object?> ByKey(QueryTable table, string key)
    {
        var at = table.IndexOf(key);
        if (at < 0)
        {
            throw new DbtException(
                DbtErrorKind.Compilation,
                $"The table has no column '{key}': it has {string.Join(", ", table.Columns)}."
            );
        }
        var map = new OrderedDictionary<string, object?>();
        foreach (var row in table.Rows)
        {
            var name = CellValue.Of(row[at]).ToString();
            if (!map.TryAdd(name, Row(table, row)))
            {
                throw new DbtException(DbtErrorKind.Compilation, $"Value {name} is not unique in the key column.");
            }
        }
        return map;
    }

    private static OrderedDictionary<string, object?> Row(QueryTable table, object?[] row)
    {
        var map = new OrderedDictionary<string, object?>();
        for (var i = 0; i < row.Length; i++)
        {
            map[table.Columns[i]] = Cell(row[i]);
        }
        return map;
    }

    /// <summary>Numbers are floating, moments are ISO, as agate has them.</summary>
    private static object? Cell(object? cell) =>
        cell switch
        {
            null or bool or string => cell,
            long whole => whole,
            BigInteger large => large,
            decimal exact => (double)exact,
            double real => real,
            DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            DateTime moment => Artifacts.PlainData.Moment(moment),
            _ => CellValue.Of(cell).ToString(),
        };
}
