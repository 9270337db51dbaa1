using Npgsql;

namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>
/// Loads rows by COPY. What COPY does not take is sent again as INSERT: that one converts more, and says in which row something is wrong.
/// </summary>
internal static class BulkLoad
{
    private const string DataErrors = "22";

    /// <summary>Writes the rows.</summary>
    /// <exception cref="DatabaseException">The server refused a row.</exception>
    public static void Run(
        PostgresConnection connection,
        string relation,
        IReadOnlyList<string> columns,
        QueryTable rows,
        CancellationToken cancellation
    )
    {
        connection.Begin();
        Mark(connection, "savepoint headgate_load", cancellation);
        try
        {
            Copy(connection.Connect(cancellation), $"copy {relation} ({string.Join(", ", columns)}) from stdin", rows, cancellation);
        }
        catch (PostgresException refused) when (refused.SqlState.StartsWith(DataErrors, StringComparison.Ordinal))
        {
            Mark(connection, "rollback to savepoint headgate_load", cancellation);
            InsertStatements.Load(connection, relation, columns, rows, PostgresDialect.Instance.Placeholder, cancellation);
        }
        catch (PostgresException refused)
        {
            connection.Rollback();
            throw new DatabaseException(ErrorText.Of(refused, "", new("", 0, false)), refused);
        }
        catch (NpgsqlException broken)
        {
            connection.Rollback();
            throw new DatabaseException(broken.Message, broken) { IsConnection = true };
        }
        Mark(connection, "release savepoint headgate_load", cancellation);
    }

    private static void Copy(NpgsqlConnection connection, string sql, QueryTable rows, CancellationToken cancellation)
    {
        using var copy = connection.BeginTextImport(sql);
        foreach (var row in rows.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            CopyText.Write(copy, row);
        }
    }

    private static void Mark(PostgresConnection connection, string sql, CancellationToken cancellation)
    {
        if (!connection.IsAutocommit)
        {
            connection.Execute(sql, fetch: false, parameters: null, limit: null, cancellation);
        }
    }
}
