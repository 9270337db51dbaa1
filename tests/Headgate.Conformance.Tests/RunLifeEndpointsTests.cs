using System.Text.Json;
using Headgate.Store.Model;

namespace Headgate.Conformance.Tests;

/// <summary>Starting and stopping runs against the official description; what a run really does is tested elsewhere.</summary>
public sealed class RunLifeEndpointsTests(ConformanceServer shared)
{
    private const string Run = "/api/v2/accounts/{account_id}/jobs/{job_id}/run/";
    private const string Cancel = "/api/v2/accounts/{account_id}/runs/{run_id}/cancel/";

    private string V2 => shared.Server.V2;

    [Theory]
    [InlineData("""{"cause":"conformance"}""")]
    [InlineData("")]
    public async Task A_trigger_answers_with_a_run_that_can_be_cancelled(string body)
    {
        var path = $"{V2}jobs/{shared.Sales.StagingJobId}/run/";
        object? sent = body.Length == 0 ? null : JsonDocument.Parse(body).RootElement;
        var run = await shared.ConformAsync("POST", path, "v2", Run, sent);
        run.GetProperty("status").GetInt32().ShouldBeLessThanOrEqualTo(3);
        run.GetProperty("job_id").GetInt64().ShouldBe(shared.Sales.StagingJobId);
        var id = run.GetProperty("id").GetInt64();
        var cancelled = await shared.ConformAsync("POST", $"{V2}runs/{id}/cancel", "v2", Cancel);
        cancelled.GetProperty("id").GetInt64().ShouldBe(id);
    }

    [Fact]
    public async Task A_run_without_artifacts_lists_none_and_has_no_file()
    {
        var id = await shared.Sales.AddRunAsync(shared.Server, RunStatus.Success);
        await shared.ConformAsync("GET", $"{V2}runs/{id}/artifacts/", "v2", "/api/v2/accounts/{account_id}/runs/{run_id}/artifacts/");
        foreach (var name in new[] { "manifest.json", "%2e%2e%2fmanifest.json", "/etc/passwd", "CON" })
        {
            (await shared.SendAsync("GET", $"{V2}runs/{id}/artifacts/{name}")).Status.ShouldBe(404, name);
        }
    }

    [Fact]
    public async Task A_step_that_is_no_dbt_command_is_refused()
    {
        foreach (var step in new[] { "bash -c id", "/bin/sh", "dbt build\ncurl http://x", "" })
        {
            var (status, answer) = await shared.SendAsync(
                "POST",
                $"{V2}jobs/{shared.Sales.JobId}/run/",
                new { cause = "x", steps_override = new[] { step } }
            );
            status.ShouldBe(400, step);
            answer.GetProperty("data").TryGetProperty("steps_override", out _).ShouldBeTrue();
        }
    }

    [Fact]
    public async Task A_run_that_did_not_fail_is_not_retried()
    {
        var id = await shared.Sales.AddRunAsync(shared.Server, RunStatus.Success);
        var (status, _) = await shared.SendAsync("POST", $"{V2}runs/{id}/retry/");
        status.ShouldBeInRange(400, 409);
    }
}
