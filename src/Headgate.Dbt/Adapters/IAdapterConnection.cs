namespace Headgate.Dbt.Adapters;

/// <summary>
/// One connection, used by one worker at a time. Calls block, because templates render synchronously on the worker's own thread.
/// </summary>
internal interface IAdapterConnection : IDisposable
{
    /// <summary>What the connection is used for at the moment: a node's unique id.</summary>
    string Name { get; set; }

    /// <summary>Is a transaction open that <see cref="Commit"/> would end?</summary>
    bool InTransaction { get; }

    /// <summary>Begins a transaction unless one is open.</summary>
    void Begin();

    /// <summary>Commits the open transaction; does nothing without one.</summary>
    void Commit();

    /// <summary>Rolls the open transaction back; does nothing without one, never throws.</summary>
    void Rollback();

    /// <summary>From now on statements take effect one by one, until a transaction begins: what is open is committed.</summary>
    void ClearTransaction();

    /// <summary>A node is finished with the connection: what it has not committed is undone, and what it set for its session ends. Never throws.</summary>
    void Release();

    /// <summary>Runs one or more statements.</summary>
    /// <param name="sql">The statements.</param>
    /// <param name="fetch">Whether the rows of the last statement that gives rows are read.</param>
    /// <param name="parameters">Values for the positional placeholders of <paramref name="sql"/>.</param>
    /// <param name="limit">The most rows that are read; no limit when null.</param>
    /// <param name="cancellation">Interrupts the statement at the database.</param>
    /// <exception cref="DatabaseException">The database refused a statement.</exception>
    /// <exception cref="OperationCanceledException">The statement was interrupted.</exception>
    QueryResult Execute(string sql, bool fetch, IReadOnlyList<object?>? parameters, int? limit, CancellationToken cancellation);

    /// <summary>Writes rows into a table, in the fastest way that the database has.</summary>
    /// <param name="relation">The table's name in SQL.</param>
    /// <param name="columns">The names of its columns in SQL, one for each column of the rows.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellation">Interrupts it at the database.</param>
    /// <exception cref="DatabaseException">The database refused a row.</exception>
    void Load(string relation, IReadOnlyList<string> columns, QueryTable rows, CancellationToken cancellation);

    /// <summary>The columns that a query gives, without running it for rows.</summary>
    /// <exception cref="DatabaseException">The query is not valid.</exception>
    IReadOnlyList<Column> Describe(string query, CancellationToken cancellation);
}
