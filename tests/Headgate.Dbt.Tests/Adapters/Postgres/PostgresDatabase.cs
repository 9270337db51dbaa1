using Headgate.Dbt.Adapters;
using Headgate.Testing;
using Npgsql;

namespace Headgate.Dbt.Tests.Adapters.Postgres;

/// <summary>A database of its own on the server that <c>HEADGATE_TEST_POSTGRES</c> names; it goes at the end.</summary>
internal sealed class PostgresDatabase : IDisposable
{
    private readonly NpgsqlConnectionStringBuilder _server;

    public PostgresDatabase()
    {
        var server = Environment.GetEnvironmentVariable("HEADGATE_TEST_POSTGRES");
        if (string.IsNullOrEmpty(server))
        {
            Prerequisite.Missing("HEADGATE_TEST_POSTGRES holds no connection string of a PostgreSQL server.");
        }
        _server = new(server) { Pooling = false };
        Name = "headgate_dbt_" + Guid.NewGuid().ToString("N");
        Send(_server.ConnectionString, $"create database {Name}");
    }

    public string Name { get; }

    /// <summary>A profile's output for the database.</summary>
    public Dictionary<string, object?> Output =>
        new(StringComparer.Ordinal)
        {
            ["host"] = _server.Host,
            ["port"] = (long)_server.Port,
            ["user"] = _server.Username,
            ["password"] = _server.Password ?? "none",
            ["dbname"] = Name,
            ["schema"] = "shop",
        };

    /// <summary>The output as a profiles.yml that a project finds by the profile <c>t</c>.</summary>
    public string Profiles =>
        $"t:\n  target: dev\n  outputs:\n    dev:\n      type: postgres\n      threads: 4\n"
        + string.Concat(Output.Select(key => $"      {key.Key}: {(key.Value is string text ? $"'{text}'" : key.Value)}\n"));

    public IAdapter Adapter(params (string Key, object? Value)[] changes)
    {
        var output = Output;
        foreach (var (key, value) in changes)
        {
            output[key] = value;
        }
        return AdapterFactory.Create("postgres", output, Path.GetTempPath(), box: null);
    }

    /// <summary>The first value of a query, over a connection of its own.</summary>
    public object? Ask(string sql)
    {
        using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(_server.ConnectionString) { Database = Name }.ConnectionString
        );
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        return command.ExecuteScalar();
    }

    public void Dispose() => Send(_server.ConnectionString, $"drop database {Name} with (force)");

    private static void Send(string server, string sql)
    {
        using var connection = new NpgsqlConnection(server);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
