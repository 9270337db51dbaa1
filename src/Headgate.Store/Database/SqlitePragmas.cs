using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Headgate.Store;

/// <summary>
/// Settings of each SQLite connection: write-ahead log, waiting for the one writer, foreign keys. The file's handle outlives a pooled
/// connection, so it is set up once.
/// </summary>
internal sealed class SqlitePragmas : DbConnectionInterceptor
{
    /// <summary>
    /// WAL with synchronous=NORMAL survives a killed process; only a power cut may lose the last moments, never the file. Journal of the
    /// gate has its own sync.
    /// </summary>
    private const string Pragmas =
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=30000; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY;";

    public static readonly SqlitePragmas Instance = new();

    private readonly ConditionalWeakTable<object, object> _ready = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Apply((SqliteConnection)connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Apply((SqliteConnection)connection);
        return Task.CompletedTask;
    }

    private void Apply(SqliteConnection connection)
    {
        var handle = connection.Handle!;
        if (_ready.TryGetValue(handle, out _))
        {
            return;
        }
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
        _ready.TryAdd(handle, handle);
    }
}
