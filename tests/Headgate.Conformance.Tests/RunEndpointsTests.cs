using System.Text.Json;
using Headgate.Store.Model;

namespace Headgate.Conformance.Tests;

/// <summary>Reading of runs against the official description, with the filters as clients send them.</summary>
public sealed class RunEndpointsTests(ConformanceServer shared)
{
    private const string Runs = "/api/v2/accounts/{account_id}/runs/";
    private const string Run = "/api/v2/accounts/{account_id}/runs/{id}/";

    private string Base => shared.Server.V2 + "runs/";

    [Fact]
    public async Task A_finished_run_fits_and_tells_its_times()
    {
        var id = await shared.Sales.AddRunAsync(shared.Server, RunStatus.Success, new DateTimeOffset(2025, 1, 10, 8, 0, 0, TimeSpan.Zero));
        var run = await shared.ConformAsync(
            "GET",
            $"{Base}{id}/?include_related=[\"trigger\",\"job\",\"environment\",\"repository\",\"run_steps\",\"audit\"]",
            "v2",
            Run
        );
        run.GetProperty("status_humanized").GetString().ShouldBe("Success");
        run.GetProperty("is_complete").GetBoolean().ShouldBeTrue();
        run.GetProperty("duration").GetString().ShouldBe("00:01:52");
        run.GetProperty("queued_duration").GetString().ShouldBe("00:00:02");
        run.GetProperty("run_duration_humanized").GetString().ShouldBe("1 minute, 50 seconds");
        run.GetProperty("created_at").GetString().ShouldBe("2025-01-10 08:00:00.000000+00:00");
        run.GetProperty("job").GetProperty("id").GetInt64().ShouldBe(shared.Sales.JobId);
        run.GetProperty("trigger").GetProperty("cause").GetString().ShouldBe("test");
        run.GetProperty("repository").GetProperty("id").GetInt64().ShouldBe(shared.Sales.RepositoryId);
        run.GetProperty("run_steps")[0].GetProperty("run_step_command").GetProperty("dbt_command").GetString().ShouldBe("dbt build");
        run.GetProperty("can_retry").GetBoolean().ShouldBeFalse();
        run.GetProperty("retry_not_supported_reason").GetString().ShouldBe("RETRY_NOT_FAILED_RUN");
        run.GetProperty("href").GetString()!.ShouldEndWith($"/runs/{id}/");
    }

    [Fact]
    public async Task Relations_that_were_not_asked_for_are_null_and_steps_an_empty_list()
    {
        var id = await shared.Sales.AddRunAsync(shared.Server, RunStatus.Queued);
        var run = await shared.ConformAsync("GET", $"{Base}{id}", "v2", Run);
        run.GetProperty("job").ValueKind.ShouldBe(JsonValueKind.Null);
        run.GetProperty("trigger").ValueKind.ShouldBe(JsonValueKind.Null);
        run.GetProperty("run_steps").GetArrayLength().ShouldBe(0);
        run.GetProperty("in_progress").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Filters_narrow_the_list_and_its_total()
    {
        var old = await shared.Payroll.AddRunAsync(shared.Server, RunStatus.Error, new DateTimeOffset(2024, 3, 1, 0, 0, 0, TimeSpan.Zero));
        var later = await shared.Payroll.AddRunAsync(
            shared.Server,
            RunStatus.Success,
            new DateTimeOffset(2024, 6, 1, 0, 0, 0, TimeSpan.Zero)
        );
        var job = $"job_definition_id={shared.Payroll.JobId}";
        (await Ids($"?{job}&order_by=-id&limit=100")).ShouldBe([later, old]);
        (await Ids($"?{job}&status=20")).ShouldBe([old]);
        (await Ids($"?{job}&status__in=[10,30]")).ShouldBe([later]);
        (
            await Ids(
                $"?project_id__in=[{shared.Payroll.Id}]&finished_at__range="
                    + Uri.EscapeDataString("[\"2024-05-01T00:00:00+00:00\", \"2024-07-01T00:00:00+00:00\"]")
            )
        ).ShouldBe([later]);
        (await Ids($"?{job}&created_at__range=" + Uri.EscapeDataString("[\"2024-01-01\",\"2024-04-01\"]"))).ShouldBe([old]);
        (await Ids($"?pk__in={old},{later}&order_by=created_at&project_id=")).ShouldBe([old, later]);
        (await Ids($"?{job}&offset=50")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_tells_count_and_total()
    {
        await shared.Sales.AddRunAsync(shared.Server, RunStatus.Success);
        await shared.Sales.AddRunAsync(shared.Server, RunStatus.Success);
        var (_, answer) = await shared.SendAsync("GET", Base + "?limit=1&order_by=-created_at");
        var extra = answer.GetProperty("extra");
        extra.GetProperty("filters").GetProperty("limit").GetInt32().ShouldBe(1);
        extra.GetProperty("filters").GetProperty("offset").GetInt32().ShouldBe(0);
        extra.GetProperty("filters").GetProperty("account_id").GetInt64().ShouldBe(shared.Server.AccountId);
        extra.GetProperty("order_by").GetString().ShouldBe("-created_at");
        extra.GetProperty("pagination").GetProperty("count").GetInt32().ShouldBe(1);
        extra.GetProperty("pagination").GetProperty("total_count").GetInt64().ShouldBeGreaterThan(1);
    }

    private async Task<long[]> Ids(string query)
    {
        var data = await shared.ConformAsync("GET", Base + query, "v2", Runs);
        var (_, answer) = await shared.SendAsync("GET", Base + query);
        if (!query.Contains("offset", StringComparison.Ordinal))
        {
            answer.GetProperty("extra").GetProperty("pagination").GetProperty("total_count").GetInt64().ShouldBe(data.GetArrayLength());
        }
        return [.. data.EnumerateArray().Select(r => r.GetProperty("id").GetInt64())];
    }
}
