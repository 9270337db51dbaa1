namespace Headgate.Dbt.Adapters;

/// <summary>Stands for the connection where a call may not ask the database (<c>--no-introspect</c>): every statement is refused.</summary>
/// <param name="name">What it would be used for.</param>
internal sealed class UnacquiredConnection(string name) : IAdapterConnection
{
    /// <inheritdoc/>
    public string Name { get; set; } = name;

    /// <inheritdoc/>
    public bool InTransaction => false;

    /// <inheritdoc/>
    public void Begin() { }

    /// <inheritdoc/>
    public void Commit() { }

    /// <inheritdoc/>
    public void Rollback() { }

    /// <inheritdoc/>
    public void ClearTransaction() { }

    /// <inheritdoc/>
    public void Release() { }

    /// <inheritdoc/>
    public QueryResult Execute(string sql, bool fetch, IReadOnlyList<object?>? parameters, int? limit, CancellationToken cancellation) =>
        throw Refusal();

    /// <inheritdoc/>
    public void Load(string relation, IReadOnlyList<string> columns, QueryTable rows, CancellationToken cancellation) => throw Refusal();

    /// <inheritdoc/>
    public IReadOnlyList<Column> Describe(string query, CancellationToken cancellation) => throw Refusal();

    /// <inheritdoc/>
    public void Dispose() { }

    private DbtException Refusal() =>
        new(
            DbtErrorKind.Runtime,
            $"connection never acquired for thread {Environment.CurrentManagedThreadId}: {Name} asks the database while it is compiled, "
                + "which --no-introspect forbids. Call it with --introspect, or guard the query with flags.INTROSPECT."
        );
}
