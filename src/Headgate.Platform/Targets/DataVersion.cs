using Headgate.Store;
using Microsoft.Data.Sqlite;

namespace Headgate.Platform.Targets;

/// <summary>
/// Tells whether anything in the SQLite database has changed: SQLite's own <c>data_version</c>, which another value follows after every commit of any other
/// connection, in this process or another. PostgreSQL has no such number.
/// </summary>
internal sealed class DataVersion(StoreSettings settings) : IDisposable
{
    private readonly Lock _gate = new();
    private SqliteConnection? _connection;
    private SqliteCommand? _command;
    private bool _disposed;

    /// <summary>The number of now; null where there is none.</summary>
    public long? Now()
    {
        if (!settings.UsesSqlite)
        {
            return null;
        }
        lock (_gate)
        {
            if (_disposed)
            {
                return null;
            }
            _command ??= Open();
            return (long)_command.ExecuteScalar()!;
        }
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _command?.Dispose();
            _connection?.Dispose();
        }
    }

    private SqliteCommand Open()
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = settings.SqliteFile, Pooling = false }.ConnectionString
        );
        connection.Open();
        var command = connection.CreateCommand();
        command.CommandText = "PRAGMA data_version";
        _connection = connection;
        return command;
    }
}
