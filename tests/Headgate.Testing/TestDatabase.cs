using Npgsql;

namespace Headgate.Testing;

/// <summary>A data folder, and where <c>HEADGATE_TEST_POSTGRES</c> names a server a database of its own on it; both go at the end.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private const string Variable = "HEADGATE_TEST_POSTGRES";

    private TestDatabase(string folder, string? postgres)
    {
        Folder = folder;
        Postgres = postgres;
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The connection string of the database, or null for SQLite.</summary>
    public string? Postgres { get; }

    /// <summary>Makes them.</summary>
    public static async Task<TestDatabase> CreateAsync()
    {
        var folder = Directory.CreateTempSubdirectory("headgate-test-").FullName;
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } server)
        {
            await TemplateDatabase.CopyAsync(folder);
            return new TestDatabase(folder, null);
        }
        var name = "headgate_" + Guid.NewGuid().ToString("N");
        await TemplateDatabase.CopyAsync(server, name);
        return new TestDatabase(folder, new NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = true }.ConnectionString);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Postgres is not null)
        {
            NpgsqlConnection.ClearAllPools();
            var name = new NpgsqlConnectionStringBuilder(Postgres).Database;
            await ExecuteAsync(Environment.GetEnvironmentVariable(Variable)!, $"DROP DATABASE {name} WITH (FORCE)");
        }
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
