namespace Headgate.EndToEnd.Tests.Runs;

/// <summary>A job whose environment has a connection to PostgreSQL, with the embedded engine in its box.</summary>
public sealed class PostgresRunTests
{
    [Fact]
    public async Task A_job_builds_its_project_in_the_database_of_its_connection()
    {
        await using var database = await TemporaryPostgres.CreateAsync();
        await using var server = await ShopServer.StartAsync(
            null,
            ("seeds/apples.csv", "id,kind\n1,Elstar\n2,Gala\n"),
            ("models/kinds.sql", "{{ config(materialized='table') }} select kind, count(*) as n from {{ ref('apples') }} group by kind"),
            ("models/kinds.yml", "models:\n  - name: kinds\n    columns:\n      - name: kind\n        data_tests: [unique]\n")
        );
        await server.UsePostgresAsync(database.At);
        var job = await server.MakeJobAsync("build", "dbt build");

        var run = await server.EndOfAsync(await server.TriggerAsync(job));

        ((int)run["status"]!).ShouldBe(10, ShopServer.LogsOf(run));
        ShopServer.LogsOf(run).ShouldContain("OK created sql table model stall.kinds");
        (await database.SendAsync("select count(*) from stall.kinds")).ShouldBe(2L);
    }
}
