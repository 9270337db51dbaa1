using DuckDB.NET.Data;
using Headgate.Dbt.Confinement;

namespace Headgate.Dbt.Adapters.DuckDb;

/// <summary>One connection to a DuckDB database.</summary>
internal sealed class DuckDbConnection(DuckDBConnection connection, string name, Box? box) : IAdapterConnection
{
    /// <inheritdoc />
    public string Name { get; set; } = name;

    /// <inheritdoc />
    public bool InTransaction { get; private set; }

    /// <inheritdoc />
    public void Begin()
    {
        if (!InTransaction)
        {
            Run("begin transaction", CancellationToken.None);
            InTransaction = true;
        }
    }

    /// <inheritdoc />
    public void Commit()
    {
        if (InTransaction)
        {
            InTransaction = false;
            Run("commit", CancellationToken.None);
        }
    }

    /// <inheritdoc />
    public void Rollback()
    {
        if (!InTransaction)
        {
            return;
        }
        InTransaction = false;
        try
        {
            Run("rollback", CancellationToken.None);
        }
        catch (DatabaseException)
        {
            // A transaction that DuckDB has already ended by itself needs no rollback.
        }
    }

    /// <inheritdoc />
    public void ClearTransaction() => Commit();

    /// <inheritdoc />
    public void Release() => Rollback();

    /// <inheritdoc />
    public void Load(string relation, IReadOnlyList<string> columns, QueryTable rows, CancellationToken cancellation) =>
        InsertStatements.Load(this, relation, columns, rows, DuckDbDialect.Instance.Placeholder, cancellation);

    /// <inheritdoc />
    public QueryResult Execute(string sql, bool fetch, IReadOnlyList<object?>? parameters, int? limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (box is not null)
        {
            BoxedLog.Refuse(sql);
        }
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Running the user's own SQL is what the engine is for.
        command.CommandText = sql;
#pragma warning restore CA2100
        foreach (var parameter in parameters ?? [])
        {
            command.Parameters.Add(new DuckDBParameter(parameter ?? DBNull.Value));
        }
        using var interrupt = cancellation.Register(command.Cancel);
        try
        {
            if (fetch)
            {
                using var reader = command.ExecuteReader();
                var table = Read(reader, limit);
                return new(StatementKind.Of(sql).Response(null), table);
            }
            long affected = command.ExecuteNonQuery();
            var kind = StatementKind.Of(sql);
            if (kind.FromQuery && SqlWords.CreatedTable(sql) is { } created)
            {
                affected = CountRows(created);
            }
            return new(kind.Response(affected), QueryTable.Empty);
        }
        catch (DuckDBException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new DatabaseException(BoxedErrors.Shown(e.Message, box), e);
        }
        finally
        {
            TrackTransaction(sql);
        }
    }

    /// <inheritdoc />
    public IReadOnlyList<Column> Describe(string query, CancellationToken cancellation)
    {
        var described = Execute("describe " + query, fetch: true, parameters: null, limit: null, cancellation).Table;
        return [.. described.Rows.Select(row => new Column((string)row[0]!, (string)row[1]!))];
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Rollback();
        BoxedLog.Close(connection, box);
    }

    /// <summary>SQL of a project may begin or end the transaction itself; the flag follows it.</summary>
    private void TrackTransaction(string sql)
    {
        switch (StatementKind.Of(sql).Word)
        {
            case "BEGIN":
            case "START":
                InTransaction = true;
                break;
            case "COMMIT":
            case "END":
            case "ROLLBACK":
            case "ABORT":
                InTransaction = false;
                break;
        }
    }

    /// <summary>DuckDB does not say how many rows a CREATE TABLE AS wrote; it knows the count without reading them.</summary>
    private long CountRows(string table)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The name stands in the statement that has just made the table.
        command.CommandText = "select count(*) from " + table;
#pragma warning restore CA2100
        return Convert.ToInt64(command.ExecuteScalar(), null);
    }

    private void Run(string sql, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        try
        {
            command.ExecuteNonQuery();
        }
        catch (DuckDBException e)
        {
            throw new DatabaseException(BoxedErrors.Shown(e.Message, box), e);
        }
    }

    private static QueryTable Read(DuckDBDataReader reader, int? limit)
    {
        var table = QueryTable.Empty;
        do
        {
            if (reader.FieldCount > 0)
            {
                table = ReadResult(reader, limit);
            }
        } while (reader.NextResult());
        return table;
    }

    private static QueryTable ReadResult(DuckDBDataReader reader, int? limit)
    {
        var columns = new string[reader.FieldCount];
        var zoned = new bool[columns.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = reader.GetName(i);
            zoned[i] = reader.GetDataTypeName(i) == "TimestampTz";
        }
        var rows = new List<object?[]>();
        while ((limit is null || rows.Count < limit) && reader.Read())
        {
            var row = new object?[columns.Length];
            for (var i = 0; i < row.Length; i++)
            {
                row[i] = reader.IsDBNull(i) ? null : DuckDbValues.ToCell(reader.GetValue(i), zoned[i]);
            }
            rows.Add(row);
        }
        return new(columns, rows);
    }
}
