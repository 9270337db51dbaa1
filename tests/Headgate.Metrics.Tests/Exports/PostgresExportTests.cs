using System.Data.Common;
using Headgate.Testing;
using Npgsql;

namespace Headgate.Metrics.Tests.Exports;

public sealed class PostgresExportTests : ExportTests
{
    private readonly NpgsqlConnectionStringBuilder _address;

    public PostgresExportTests()
        : this(Make()) { }

    private PostgresExportTests(NpgsqlConnectionStringBuilder address)
        : base(
            $"{{type: postgres, host: {address.Host}, port: {address.Port}, user: {address.Username}, password: '{address.Password}', dbname: {address.Database}, schema: shop}}",
            "select cast(d as date) as day from generate_series(date '2024-01-01', date '2024-02-29', interval '1 day') as g(d)"
        ) => _address = address;

    protected override string Schema => "shop";

    protected override DbConnection Connect() => new NpgsqlConnection(_address.ConnectionString);

    public override void Dispose()
    {
        base.Dispose();
        Execute($"drop database {_address.Database} with (force)");
        GC.SuppressFinalize(this);
    }

    private static NpgsqlConnectionStringBuilder Make()
    {
        var database = "exports_" + Guid.NewGuid().ToString("N");
        Execute($"create database {database}");
        return new(Server()) { Database = database, Pooling = false };
    }

    private static string Server()
    {
        var server = Environment.GetEnvironmentVariable("HEADGATE_TEST_POSTGRES");
        if (string.IsNullOrEmpty(server))
        {
            Prerequisite.Missing("HEADGATE_TEST_POSTGRES names no PostgreSQL server.");
        }
        return server!;
    }

    private static void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(Server());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
