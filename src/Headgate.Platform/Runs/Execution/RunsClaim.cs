using Headgate.Store;
using Npgsql;

namespace Headgate.Platform.Runs.Execution;

/// <summary>
/// Says which server executes the runs of a database: one at a time. With SQLite it is the one that works in the data folder. Servers with folders of their own can share
/// a database on PostgreSQL; of those it is the one that holds a lock there, which goes with its connection, so that nobody has to find out whether it still lives.
/// </summary>
public sealed class RunsClaim(StoreSettings store) : IAsyncDisposable, IDisposable
{
    /// <summary>The number of the lock; any that nobody else uses in this database.</summary>
    private const long Lock = 0x68_67_72_75_6E_73;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private NpgsqlConnection? _connection;

    /// <summary>Whether another server could have it.</summary>
    internal bool IsShared => !store.UsesSqlite;

    /// <summary>Takes the claim, or finds that it is still held. False where another server has it, or the database does not answer.</summary>
    internal async Task<bool> HoldAsync(CancellationToken cancellation)
    {
        if (!IsShared)
        {
            return true;
        }
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            if (_connection is not null)
            {
                await using var still = new NpgsqlCommand("SELECT 1", _connection);
                await still.ExecuteScalarAsync(limit.Token);
                return true;
            }
            return await TakeAsync(limit.Token);
        }
        catch (Exception gone)
            when (!cancellation.IsCancellationRequested && gone is NpgsqlException or OperationCanceledException or IOException)
        {
            await DisposeAsync();
            return false;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
        {
            await connection.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _connection, null)?.Dispose();

    private async Task<bool> TakeAsync(CancellationToken cancellation)
    {
        // A connection of its own: a lock that belonged to one of the pool would be given back with it.
        var own = new NpgsqlConnectionStringBuilder(store.ConnectionString) { Pooling = false, ApplicationName = "headgate runs" };
        var connection = new NpgsqlConnection(own.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellation);
            await using var take = new NpgsqlCommand("SELECT pg_try_advisory_lock(@lock)", connection);
            take.Parameters.AddWithValue("lock", Lock);
            if (await take.ExecuteScalarAsync(cancellation) is true)
            {
                (_connection, connection) = (connection, null!);
                return true;
            }
            return false;
        }
        finally
        {
            await (connection?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }
}
