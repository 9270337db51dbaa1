using System.Text.Json;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Conformance.Tests;

/// <summary>What stands beside runs and steps, and which run's file a job's artifact is.</summary>
public sealed class RunRelatedTests(ConformanceServer shared)
{
    private string V2 => shared.Server.V2;

    [Fact]
    public async Task A_run_shows_its_retries_where_they_are_asked_for()
    {
        var first = await shared.Sales.AddRunAsync(shared.Server, RunStatus.Error);
        var second = await shared.Sales.AddRunAsync(shared.Server, RunStatus.Success);
        await using var db = await shared.Server.DatabaseAsync();
        await db.Runs.Where(r => r.Id == second).ExecuteUpdateAsync(set => set.SetProperty(r => r.RetryingRunId, first));

        (await RunAsync($"{first}/")).GetProperty("run_retries").ValueKind.ShouldBe(JsonValueKind.Null);
        var retries = (await RunAsync($"{first}/?include_related=['run_retries']")).GetProperty("run_retries");
        retries.EnumerateArray().Select(r => r.GetProperty("id").GetInt64()).ShouldBe([second]);
        (await RunAsync($"{second}/?include_related=run_retries")).GetProperty("run_retries").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_step_shows_the_trigger_and_the_job_of_its_run_where_they_are_asked_for()
    {
        var run = await RunAsync($"{await shared.Sales.AddRunAsync(shared.Server, RunStatus.Success)}/?include_related=run_steps");
        var step = $"{V2}steps/{run.GetProperty("run_steps")[0].GetProperty("id").GetInt64()}/";

        (await DataAsync(step)).TryGetProperty("trigger", out _).ShouldBeFalse();
        var data = await DataAsync(step + "?include_related=trigger,job");
        data.GetProperty("trigger").GetProperty("cause").GetString().ShouldBe("test");
        data.GetProperty("job").GetProperty("id").GetInt64().ShouldBe(shared.Sales.JobId);
    }

    [Fact]
    public async Task A_jobs_artifact_is_that_of_the_newest_run_which_the_filters_leave()
    {
        var project = await shared.Server.CreateProjectAsync("Filtered");
        var success = await project.AddRunAsync(shared.Server, RunStatus.Success);
        var failure = await project.AddRunAsync(shared.Server, RunStatus.Error);
        await AddFileAsync(success, 3, "run_results.json", "success");
        await AddFileAsync(failure, 4, "run_results.json", "failure");
        var path = $"{V2}jobs/{project.JobId}/artifacts/run_results.json";

        (await shared.Server.Admin.GetStringAsync(path)).ShouldBe("success");
        (await shared.Server.Admin.GetStringAsync(path + "?status=success")).ShouldBe("success");
        (await shared.Server.Admin.GetStringAsync(path + "?status=20")).ShouldBe("failure");
        (await shared.Server.Admin.GetStringAsync(path + "?status__in=[10,20]")).ShouldBe("failure");
        (await shared.Server.Admin.GetStringAsync(path + $"?pk={success}&step=3")).ShouldBe("success");
        foreach (var none in new[] { "?step=4", "?status=30", "?environment_id=1&status=99", "?dbt_version=other" })
        {
            using var answer = await shared.Server.Admin.GetAsync(path + none);
            ((int)answer.StatusCode).ShouldBe(none.Contains("99", StringComparison.Ordinal) ? 400 : 404, none);
        }
    }

    [Fact]
    public async Task A_page_of_docs_is_sent_as_HTML_in_a_sandbox_and_a_HEAD_tells_its_length()
    {
        var run = await shared.Sales.AddRunAsync(shared.Server, RunStatus.Success);
        await AddFileAsync(run, 1, "index.html", "<html></html>");
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
        {
            using var request = new HttpRequestMessage(method, $"{V2}runs/{run}/artifacts/index.html");
            using var answer = await shared.Server.Admin.SendAsync(request);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/html", method.Method);
            answer.Content.Headers.ContentLength.ShouldBe(13, method.Method);
            answer.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("sandbox");
        }
    }

    [Theory]
    [InlineData("schema_override", "\"zz -- x\"")]
    [InlineData("dbt_version_override", "\"1.5.0\"")]
    [InlineData("github_pull_request_id", "\"twelve\"")]
    public async Task An_override_that_is_none_is_refused_by_name(string field, string value)
    {
        var body = JsonDocument.Parse($$"""{"cause":"x","{{field}}":{{value}}}""").RootElement;
        var (status, answer) = await shared.SendAsync("POST", $"{V2}jobs/{shared.Sales.JobId}/run/", body);
        status.ShouldBe(400);
        answer.GetProperty("data").TryGetProperty(field, out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_pull_request_may_be_a_text_of_digits()
    {
        var project = await shared.Server.CreateProjectAsync("Digits");
        var body = new { cause = "x", github_pull_request_id = "12" };
        var (status, answer) = await shared.SendAsync("POST", $"{V2}jobs/{project.StagingJobId}/run/", body);
        status.ShouldBe(200, answer.GetRawText());
        answer.GetProperty("data").GetProperty("trigger").GetProperty("github_pull_request_id").GetInt64().ShouldBe(12);
    }

    private Task<JsonElement> RunAsync(string path) => DataAsync($"{V2}runs/{path}");

    private async Task<JsonElement> DataAsync(string path)
    {
        var (status, answer) = await shared.SendAsync("GET", path);
        status.ShouldBe(200, path);
        return answer.GetProperty("data");
    }

    private async Task AddFileAsync(long run, int step, string path, string text)
    {
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
        var (sha, size) = await shared.Server.Services.GetRequiredService<ArtifactStore>().PutAsync(content, CancellationToken.None);
        await using var db = await shared.Server.DatabaseAsync();
        await db.Runs.Where(r => r.Id == run).ExecuteUpdateAsync(set => set.SetProperty(r => r.ArtifactsSaved, true));
        db.Add(
            new Artifact
            {
                AccountId = shared.Server.AccountId,
                RunId = run,
                Step = step,
                Path = path,
                Sha256 = sha,
                Size = size,
            }
        );
        await db.SaveChangesAsync();
    }
}
