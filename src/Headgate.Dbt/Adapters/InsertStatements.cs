using System.Text;

namespace Headgate.Dbt.Adapters;

/// <summary>Loads rows by INSERT statements with parameters, for databases that have nothing better.</summary>
internal static class InsertStatements
{
    /// <summary>The most parameters one statement is given: databases refuse more than 65,535, and plan long ones slowly.</summary>
    private const int MaximumParameters = 10_000;

    /// <summary>Writes the rows.</summary>
    /// <param name="connection">Where to.</param>
    /// <param name="relation">The table's name in SQL.</param>
    /// <param name="columns">The names of its columns in SQL.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="placeholder">The placeholder of a parameter, counted from 0.</param>
    /// <param name="cancellation">Interrupts a statement.</param>
    /// <exception cref="DatabaseException">The database refused a row.</exception>
    public static void Load(
        IAdapterConnection connection,
        string relation,
        IReadOnlyList<string> columns,
        QueryTable rows,
        Func<int, string> placeholder,
        CancellationToken cancellation
    )
    {
        var names = string.Join(", ", columns);
        foreach (var chunk in rows.Rows.Chunk(Math.Max(1, MaximumParameters / columns.Count)))
        {
            var sql = Text(relation, names, columns.Count, chunk.Length, placeholder);
            connection.Execute(sql, fetch: false, [.. chunk.SelectMany(row => row)], limit: null, cancellation);
        }
    }

    /// <summary>The text of one statement.</summary>
    public static string Text(string relation, string columns, int width, int count, Func<int, string> placeholder)
    {
        var text = new StringBuilder($"\n          insert into {relation} ({columns}) values\n          ");
        var parameter = 0;
        for (var r = 0; r < count; r++)
        {
            text.Append(r == 0 ? "(" : ",(");
            for (var c = 0; c < width; c++)
            {
                text.Append(c == 0 ? "" : ",").Append(placeholder(parameter++));
            }
            text.Append(')');
        }
        return text.Append("\n      ").ToString();
    }
}
