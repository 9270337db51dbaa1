using Headgate.Dbt.Adapters;
using Headgate.Dbt.Confinement;

namespace Headgate.Dbt.Reading;

/// <summary>
/// Reads a warehouse outside of any run: with the locks of a run's box and for reading alone, because what is read, views and macros in the warehouse included, was written by
/// projects. Any number of callers may share it.
/// </summary>
public sealed class WarehouseReader : IDisposable
{
    private const string Locked = "What is read reaches beyond the warehouse, to a file or a setting, and readers reach nothing else.";

    private readonly IAdapter _adapter;
    private readonly bool _isServer;

    private WarehouseReader(IAdapter adapter, bool isServer) => (_adapter, _isServer) = (adapter, isServer);

    /// <summary>Makes a reader; nothing is opened yet.</summary>
    /// <param name="output">The target's keys, as in profiles.yml.</param>
    /// <param name="folder">A folder of the reader's own, for what does not fit into memory.</param>
    /// <param name="file">The warehouse, where it is a file; it must not be written meanwhile. Null for a server.</param>
    /// <exception cref="WarehouseException">The target lacks a key, or has one that readers do not take.</exception>
    public static WarehouseReader Of(IReadOnlyDictionary<string, object?> output, string folder, string? file)
    {
        var box = new Box
        {
            Root = folder,
            Files = file is null ? [] : [RealPath.Of(file) ?? file],
            ReadsOnly = true,
        };
        try
        {
            return new(AdapterFactory.Create(output.GetValueOrDefault("type") as string ?? "", output, folder, box), file is null);
        }
        catch (Exception e) when (e is DatabaseException or CredentialsException)
        {
            throw new WarehouseException(e.Message, isAway: true, e);
        }
    }

    /// <summary>Reads what a statement gives. It blocks until the rows are there.</summary>
    /// <param name="sql">One statement that reads.</param>
    /// <param name="limits">How much at most.</param>
    /// <param name="cancellation">Interrupts it at the database.</param>
    /// <exception cref="WarehouseException">The database cannot be reached, refuses the statement, or gives more than the limits allow.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public WarehouseTable Read(string sql, ReadLimits limits, CancellationToken cancellation)
    {
        try
        {
            using var connection = _adapter.Open("metrics");
            connection.Begin();
            if (_isServer)
            {
                connection.Execute("set transaction read only", fetch: false, null, null, cancellation);
                var milliseconds = (long)limits.Time.TotalMilliseconds;
                connection.Execute($"set local statement_timeout = {milliseconds}", fetch: false, null, null, cancellation);
            }
            var table = connection.Execute(sql, fetch: true, null, limits.Rows + 1, cancellation).Table;
            connection.Rollback();
            return table.Rows.Count > limits.Rows
                ? throw new WarehouseException(
                    $"The answer has more than {limits.Rows} rows. Ask for a coarser grain, fewer groups, or with a limit.",
                    isAway: false
                )
                : Measured(new WarehouseTable(table.Columns, table.Rows), limits);
        }
        catch (DatabaseException e)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new WarehouseException(IsLocked(e) ? Locked : e.Message, e.IsConnection, e);
        }
    }

    /// <summary>A sentence where the target's user reaches beyond the database, to its machine; null where it does not. It blocks until the answer is there.</summary>
    /// <exception cref="WarehouseException">The database cannot be reached.</exception>
    public string? WarningOfRights(CancellationToken cancellation)
    {
        try
        {
            using var connection = _adapter.Open("doctor");
            return AdapterDeclarations.Find(_adapter.Type)?.Rights?.WarningFor(connection, cancellation);
        }
        catch (DatabaseException e)
        {
            throw new WarehouseException(e.Message, e.IsConnection, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _adapter.Dispose();

    /// <summary>Whether the locks of the reader stopped it. What DuckDB says then names places of the server.</summary>
    private static bool IsLocked(DatabaseException e) =>
        e.Message.StartsWith("Permission Error", StringComparison.Ordinal)
        || e.Message.StartsWith(Box.EngineRefuses, StringComparison.Ordinal);

    private static WarehouseTable Measured(WarehouseTable table, ReadLimits limits) =>
        table.Bytes > limits.Bytes
            ? throw new WarehouseException(
                $"The answer has more than {limits.Bytes} bytes. Ask for fewer groups, or with a limit.",
                isAway: false
            )
            : table;
}
