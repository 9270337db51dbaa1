using Npgsql;

namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>Sends one statement and reads what comes.</summary>
internal static class StatementRun
{
    /// <summary>Runs a statement.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="statement">The statement.</param>
    /// <param name="limit">The most rows that are kept; all are counted.</param>
    /// <param name="cancellation">Cancels it at the server.</param>
    public static StatementAnswer Run(NpgsqlConnection connection, SqlStatement statement, int limit, CancellationToken cancellation)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Running the user's own SQL is what the engine is for.
        command.CommandText = statement.Sent;
#pragma warning restore CA2100
        command.AllResultTypesAreUnknown = true;
        using var interrupt = new ServerInterrupt(command, cancellation);
        using var reader = command.ExecuteReader();
        var (columns, types) = Head(reader);
        var rows = new List<object?[]>();
        while (reader.Read())
        {
            if (rows.Count < limit)
            {
                rows.Add(Row(reader, types));
            }
        }
        reader.NextResult();
        return new(Response(reader, statement.Text), columns, types, rows);
    }

    private static (string[] Columns, uint[] Types) Head(NpgsqlDataReader reader)
    {
        var columns = new string[reader.FieldCount];
        var types = new uint[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = reader.GetName(i);
            types[i] = reader.GetDataTypeOID(i);
        }
        return (columns, types);
    }

    private static object?[] Row(NpgsqlDataReader reader, uint[] types)
    {
        var row = new object?[types.Length];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = reader.IsDBNull(i) ? null : PostgresValues.ToCell(reader.GetString(i), types[i]);
        }
        return row;
    }

    private static AdapterResponse Response(NpgsqlDataReader reader, string sql)
    {
#pragma warning disable CS0618 // The form that takes its place cannot ask for values as text.
        var statement = reader.Statements[0];
#pragma warning restore CS0618
        var rows = (long)statement.Rows;
        return statement.StatementType switch
        {
            StatementType.Insert => new($"INSERT 0 {rows}", "INSERT", rows),
            StatementType.Select or StatementType.CreateTableAs => new($"SELECT {rows}", "SELECT", rows),
            StatementType.Update
            or StatementType.Delete
            or StatementType.Merge
            or StatementType.Copy
            or StatementType.Move
            or StatementType.Fetch => Counted(statement.StatementType.ToString().ToUpperInvariant(), rows),
            _ => Uncounted(CommandTag.Of(sql)),
        };
    }

    private static AdapterResponse Counted(string word, long rows) => new($"{word} {rows}", word, rows);

    private static AdapterResponse Uncounted(string tag) => new(tag, tag, -1);
}
