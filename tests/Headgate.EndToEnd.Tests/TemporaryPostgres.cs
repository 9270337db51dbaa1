using Headgate.Testing;
using Npgsql;

namespace Headgate.EndToEnd.Tests;

/// <summary>A database of its own on the PostgreSQL server of the tests; it goes at the end.</summary>
internal sealed class TemporaryPostgres : IAsyncDisposable
{
    private readonly NpgsqlConnectionStringBuilder _server;

    private TemporaryPostgres(NpgsqlConnectionStringBuilder server, string name)
    {
        _server = server;
        At = new(server.ConnectionString) { Database = name };
    }

    /// <summary>How to connect to it.</summary>
    public NpgsqlConnectionStringBuilder At { get; }

    /// <summary>Makes one; the test ends where no server is named.</summary>
    public static async Task<TemporaryPostgres> CreateAsync()
    {
        var named = Environment.GetEnvironmentVariable("HEADGATE_TEST_POSTGRES");
        if (string.IsNullOrEmpty(named))
        {
            Prerequisite.Missing("HEADGATE_TEST_POSTGRES holds no connection string of a PostgreSQL server.");
        }
        var server = new NpgsqlConnectionStringBuilder(named) { Pooling = false };
        var name = "headgate_run_" + Guid.NewGuid().ToString("N");
        await SendAsync(server, $"create database {name}");
        return new(server, name);
    }

    /// <summary>The first value that a statement gives.</summary>
    public Task<object?> SendAsync(string sql) => SendAsync(At, sql);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await SendAsync(_server, $"drop database {At.Database} with (force)");

    private static async Task<object?> SendAsync(NpgsqlConnectionStringBuilder to, string sql)
    {
        await using var connection = new NpgsqlConnection(to.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
