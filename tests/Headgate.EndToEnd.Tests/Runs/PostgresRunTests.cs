using Headgate.Testing;
using Npgsql;

namespace Headgate.EndToEnd.Tests.Runs;

/// <summary>A job whose environment has a connection to PostgreSQL, with the embedded engine in its box.</summary>
public sealed class PostgresRunTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_builds_its_project_in_the_database_of_its_connection()
    {
        var at = new NpgsqlConnectionStringBuilder(ServerOfTests()) { Pooling = false };
        var name = "headgate_run_" + Guid.NewGuid().ToString("N");
        await SendAsync(at, $"create database {name}");
        try
        {
            var database = new NpgsqlConnectionStringBuilder(at.ConnectionString) { Database = name };
            await using var server = await ShopServer.StartAsync(
                null,
                ("seeds/apples.csv", "id,kind\n1,Elstar\n2,Gala\n"),
                (
                    "models/kinds.sql",
                    "{{ config(materialized='table') }} select kind, count(*) as n from {{ ref('apples') }} group by kind"
                ),
                ("models/kinds.yml", "models:\n  - name: kinds\n    columns:\n      - name: kind\n        data_tests: [unique]\n")
            );
            await server.UsePostgresAsync(database);
            var job = await server.MakeJobAsync("build", "dbt build");

            var run = await server.EndOfAsync(await server.TriggerAsync(job));

            ((int)run["status"]!).ShouldBe(10, ShopServer.LogsOf(run));
            ShopServer.LogsOf(run).ShouldContain("OK created sql table model stall.kinds");
            (await SendAsync(database, "select count(*) from stall.kinds")).ShouldBe(2L);
        }
        finally
        {
            await SendAsync(at, $"drop database {name} with (force)");
        }
    }

    private static string ServerOfTests()
    {
        var server = Environment.GetEnvironmentVariable("HEADGATE_TEST_POSTGRES");
        if (string.IsNullOrEmpty(server))
        {
            Prerequisite.Missing("HEADGATE_TEST_POSTGRES holds no connection string of a PostgreSQL server.");
        }
        return server;
    }

    private static async Task<object?> SendAsync(NpgsqlConnectionStringBuilder to, string sql)
    {
        await using var connection = new NpgsqlConnection(to.ConnectionString);
        await connection.OpenAsync(Cancellation);
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync(Cancellation);
    }
}
