using System.Data;
using Npgsql;

namespace Headgate.Dbt.Adapters.Postgres;

/// <summary>
/// One connection to PostgreSQL. As with dbt's driver, the first statement of a node begins a transaction even where nobody asks for one; after
/// a commit statements take effect one by one, until a transaction begins.
/// </summary>
internal sealed class PostgresConnection(ServerConnections servers, string name, bool autocommit) : IAdapterConnection
{
    private NpgsqlConnection? _connection;
    private bool _beginsByItself = true;

    /// <inheritdoc />
    public string Name { get; set; } = name;

    /// <inheritdoc />
    public bool InTransaction { get; private set; }

    /// <summary>Does each statement take effect by itself, whatever is begun?</summary>
    public bool IsAutocommit => autocommit;

    /// <summary>Connects, unless it is.</summary>
    /// <exception cref="DatabaseException">The server cannot be reached or refuses the user.</exception>
    public NpgsqlConnection Connect(CancellationToken cancellation) => _connection ??= servers.Open(cancellation);

    /// <inheritdoc />
    public void Begin()
    {
        if (!InTransaction)
        {
            Run("begin");
            InTransaction = true;
        }
    }

    /// <inheritdoc />
    public void Commit()
    {
        _beginsByItself = false;
        if (InTransaction)
        {
            InTransaction = false;
            Run("commit");
        }
    }

    /// <inheritdoc />
    public void Rollback()
    {
        _beginsByItself = true;
        if (!InTransaction)
        {
            return;
        }
        InTransaction = false;
        try
        {
            Run("rollback");
        }
        catch (DatabaseException)
        {
            // The connection is gone, and the transaction with it.
        }
    }

    /// <inheritdoc />
    public void ClearTransaction() => Commit();

    /// <inheritdoc />
    public void Release()
    {
        Rollback();
        // The pool gives it back as new: without temporary tables, settings and role.
        _connection?.Dispose();
        _connection = null;
    }

    /// <inheritdoc />
    public QueryResult Execute(string sql, bool fetch, IReadOnlyList<object?>? parameters, int? limit, CancellationToken cancellation)
    {
        var answer = Answer(
            parameters is null ? sql : PostgresLiterals.Fill(sql, parameters),
            fetch ? limit ?? int.MaxValue : 0,
            cancellation
        );
        return new(answer.Response, fetch ? new QueryTable(ColumnNames.Distinct(answer.Columns), answer.Rows) : QueryTable.Empty);
    }

    /// <inheritdoc />
    public void Load(string relation, IReadOnlyList<string> columns, QueryTable rows, CancellationToken cancellation) =>
        BulkLoad.Run(this, relation, columns, rows, cancellation);

    /// <inheritdoc />
    public IReadOnlyList<Column> Describe(string query, CancellationToken cancellation)
    {
        var answer = Answer(query, 0, cancellation);
        return [.. answer.Columns.Zip(answer.Types, (column, type) => new Column(column, PostgresTypeNames.Of(type)))];
    }

    /// <inheritdoc />
    public void Dispose() => Release();

    /// <summary>Runs all statements of a text; gives the answer to the last.</summary>
    private StatementAnswer Answer(string sql, int limit, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var statements = SqlStatements.Split(sql);
        if (statements.Count == 0)
        {
            throw new DatabaseException("can't execute an empty query");
        }
        var steps = statements.Select(s => s.Step).ToList();
        if (_beginsByItself && steps[0] is null)
        {
            Begin();
        }
        // Several statements of one text take effect together.
        var together = !InTransaction && statements.Count > 1 && steps.TrueForAll(s => s is null);
        if (together)
        {
            Begin();
        }
        StatementAnswer? answer = null;
        for (var i = 0; i < statements.Count; i++)
        {
            answer = Answer(statements[i], sql, i == statements.Count - 1 ? limit : 0, cancellation);
            Follow(steps[i]);
        }
        if (together)
        {
            Commit();
        }
        return answer!;
    }

    private StatementAnswer Answer(SqlStatement statement, string sql, int limit, CancellationToken cancellation)
    {
        try
        {
            return StatementRun.Run(Connect(cancellation), statement, limit, cancellation);
        }
        catch (PostgresException refused)
        {
            Rollback();
            cancellation.ThrowIfCancellationRequested();
            throw new DatabaseException(ErrorText.Of(refused, sql, statement), refused);
        }
        catch (OperationCanceledException)
        {
            Rollback();
            throw;
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            Abandon();
            cancellation.ThrowIfCancellationRequested();
            throw Lost(broken);
        }
    }

    /// <summary>SQL of a project may begin or end the transaction itself; the flags follow it.</summary>
    private void Follow(TransactionStep? step)
    {
        switch (step)
        {
            case TransactionStep.Begins:
                InTransaction = true;
                break;
            case TransactionStep.Commits:
                (InTransaction, _beginsByItself) = (false, false);
                break;
            case TransactionStep.RollsBack:
                InTransaction = false;
                break;
        }
    }

    private void Run(string sql)
    {
        if (autocommit)
        {
            return;
        }
        var statement = new SqlStatement(sql, 0, HoldsStatements: false);
        try
        {
            StatementRun.Run(Connect(CancellationToken.None), statement, 0, CancellationToken.None);
        }
        catch (PostgresException refused)
        {
            throw new DatabaseException(ErrorText.Of(refused, sql, statement), refused);
        }
        catch (Exception broken) when (IsBroken(broken))
        {
            Abandon();
            throw Lost(broken);
        }
    }

    private void Abandon()
    {
        InTransaction = false;
        _connection?.Dispose();
        _connection = null;
    }

    /// <summary>The driver's words for a connection that the server or the network has ended: it knows that before or after it sends.</summary>
    private bool IsBroken(Exception failure) =>
        failure is NpgsqlException or IOException || (failure is InvalidOperationException && _connection?.State != ConnectionState.Open);

    private static DatabaseException Lost(Exception broken) =>
        new(
            "server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.",
            broken
        )
        {
            IsConnection = true,
        };
}
