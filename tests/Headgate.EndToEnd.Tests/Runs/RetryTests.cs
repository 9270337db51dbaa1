namespace Headgate.EndToEnd.Tests.Runs;

/// <summary>A failed run is retried by the embedded engine.</summary>
public sealed class RetryTests
{
    [Fact]
    public async Task A_retry_builds_only_what_failed_or_was_skipped_and_what_follows()
    {
        await using var server = await ShopServer.StartAsync(
            program: null,
            ("models/apples.sql", "{{ config(materialized='table') }} select 1 as id"),
            ("models/baskets.sql", "{{ config(materialized='table') }} select nothing_like_it from {{ ref('apples') }}"),
            ("models/crates.sql", "{{ config(materialized='table') }} select * from {{ ref('baskets') }}")
        );
        var job = await server.MakeJobAsync("build", "dbt build", "dbt run --select apples");
        var failed = await server.EndOfAsync(await server.TriggerAsync(job));
        ((int)failed["status"]!).ShouldBe(20, failed.ToJsonString());
        ShopServer.LogsOf(failed).ShouldContain("Done. PASS=1 WARN=0 ERROR=1 SKIP=1", Case.Sensitive, failed.ToJsonString());

        var again = (long)(await server.SendAsync("POST", "v2", $"runs/{failed["id"]}/retry/"))["id"]!;
        var failedAgain = await server.EndOfAsync(again);
        ((int)failedAgain["status"]!).ShouldBe(20, failedAgain.ToJsonString());
        ShopServer.LogsOf(failedAgain).ShouldContain("Done. PASS=0 WARN=0 ERROR=1 SKIP=1", Case.Sensitive, failedAgain.ToJsonString());

        await server.WriteAsync("models/baskets.sql", "{{ config(materialized='table') }} select id from {{ ref('apples') }}");
        var last = (long)(await server.SendAsync("POST", "v2", $"runs/{again}/retry/"))["id"]!;
        var succeeded = await server.EndOfAsync(last);
        ((int)succeeded["status"]!).ShouldBe(10, succeeded.ToJsonString());
        succeeded["run_steps"]!
            .AsArray()
            .Select(step => step!["name"]!.ToString())
            .Skip(2)
            .ShouldBe(["Invoke dbt with `dbt deps`", "Invoke dbt with `dbt retry`", "Invoke dbt with `dbt run --select apples`"]);
        ShopServer.LogsOf(succeeded).ShouldContain("Done. PASS=2 WARN=0 ERROR=0 SKIP=0");
    }
}
