using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Platform.Runs.Runners;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Box;

/// <summary>The token with which a runner on another machine pushes the logs and artifacts of its run.</summary>
[Collection("box")]
public sealed class RunnerTokenTests
{
    private const string Waits = "print('waits', flush=True); time.sleep(600)";

    /// <summary>Prints whatever of the environment, of any process and of the run's files looks like such a token, and then waits.</summary>
    private const string Seeks = """
        mark = b'hg' + b'r_'
        for process in [p for p in os.listdir('/proc') if p.isdigit()]:
            for name in ['environ', 'cmdline']: look(f'/proc/{process}/{name}')
        for top in [WORK, '/tmp', '/run', '/home']: walk(top)
        print(dict(os.environ)); print('waits', flush=True); time.sleep(600)
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("BOX-43")]
    [Fact]
    public async Task It_is_good_for_the_logs_and_artifacts_of_its_run_while_that_is_executed_and_for_nothing_else()
    {
        await using var lab = await BoxLab.StartAsync(Seeks);
        var (run, step) = await WorkingAsync(lab);
        await using var end = new RunToEnd(lab, run);
        var token = lab.Server.Services.GetRequiredService<RunnerTokens>().Of(run).Reveal();
        using var runner = lab.Server.ClientFor(token);
        var mine = $"/api/runner/v1/runs/{run}/steps/{step}/";

        (await lab.LogAsync(run)).ShouldNotContain("hgr_");
        foreach (
            var elsewhere in new[]
            {
                $"{lab.Server.V2}runs/{run}/",
                $"{lab.Server.V3}projects/",
                $"/api/gate/v1/accounts/{lab.Server.AccountId}/agents/",
                "/api/ai/v1/mcp/",
                "/metadata/graphql",
            }
        )
        {
            using var request = new HttpRequestMessage(
                elsewhere.StartsWith("/api/v", StringComparison.Ordinal) || elsewhere.Contains("/agents/", StringComparison.Ordinal)
                    ? HttpMethod.Get
                    : HttpMethod.Post,
                elsewhere
            )
            {
                Content = new StringContent("""{"query":"{ __typename }"}""", Encoding.UTF8, "application/json"),
            };
            request.Headers.Accept.ParseAdd("application/json");
            request.Headers.Accept.ParseAdd("text/event-stream");
            using var answer = await runner.SendAsync(request, Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, elsewhere);
        }
        Recorded.Of(lab.Server).Count(record => (record.Decision, record.Reason) == ("Refused", "wrong-realm")).ShouldBe(5);

        foreach (
            var forged in new[] { $"hgr_{run}_{new string('0', 64)}", $"hgr_{run}", "hgr__", $"hgr_{run}_", $"hgr_-{run}_1_2", token + "0" }
        )
        {
            using var other = lab.Server.ClientFor(forged);
            (await PutAsync(other, mine + "artifacts/run_results.json", "one")).ShouldBe(HttpStatusCode.Unauthorized, forged);
        }
        (await PutAsync(runner, mine + "artifacts/run_results.json", "one")).ShouldBe(HttpStatusCode.OK);
        (await PutAsync(runner, mine + "artifacts/run_results.json", "one")).ShouldBe(HttpStatusCode.OK);
        (await PutAsync(runner, mine + "artifacts/run_results.json", "two")).ShouldBe(HttpStatusCode.Conflict);
        (await PutAsync(runner, mine + "artifacts/..%2f..%2fmanifest.json", "x")).ShouldBe(HttpStatusCode.NotFound);
        (await PutAsync(runner, mine + "artifacts/manifest.json?status=10", "x")).ShouldBe(HttpStatusCode.BadRequest);
        (await PutAsync(runner, $"/api/runner/v1/runs/{run}/status", "10")).ShouldBe(HttpStatusCode.NotFound);
        (await PutAsync(runner, $"/api/runner/v1/runs/{run}/steps/{step + 1}/artifacts/manifest.json", "x")).ShouldBe(
            HttpStatusCode.NotFound
        );
        (await PutAsync(runner, $"/api/runner/v1/runs/{run}/steps/1/artifacts/manifest.json", "x")).ShouldBe(HttpStatusCode.Conflict);
        (await PutAsync(runner, $"/api/runner/v1/runs/{run + 1}/steps/1/artifacts/manifest.json", "x")).ShouldBe(HttpStatusCode.NotFound);
        Recorded
            .Of(lab.Server)[^1]
            .ShouldSatisfyAllConditions(record => record.Decision.ShouldBe("Denied"), record => record.Reason.ShouldBe("foreign-run"));
        (await lab.ArtifactsAsync(run)).ShouldBe(["run_results.json"]);

        await end.DisposeAsync();
        (await PutAsync(runner, mine + "artifacts/late.json", "x")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_piece_of_a_log_that_is_sent_twice_is_kept_once_and_one_that_leaves_a_hole_is_not_kept()
    {
        await using var lab = await BoxLab.StartAsync(Waits);
        var (run, step) = await WorkingAsync(lab);
        await using var end = new RunToEnd(lab, run);
        using var runner = lab.Server.ClientFor(lab.Server.Services.GetRequiredService<RunnerTokens>().Of(run).Reveal());
        var log = $"/api/runner/v1/runs/{run}/steps/{step}/logs/debug?offset=";

        (await PostAsync(runner, log + 0, "first ")).ShouldBe((HttpStatusCode.OK, 6));
        (await PostAsync(runner, log + 0, "first ")).ShouldBe((HttpStatusCode.OK, 6));
        (await PostAsync(runner, log + 3, "st second")).ShouldBe((HttpStatusCode.OK, 12));
        (await PostAsync(runner, log + 6, "SECOND")).ShouldBe((HttpStatusCode.Conflict, 12));
        (await PostAsync(runner, log + 13, "third")).ShouldBe((HttpStatusCode.Conflict, 12));
        (await PostAsync(runner, log, "third")).Status.ShouldBe(HttpStatusCode.BadRequest);

        var folder = lab.Server.Services.GetRequiredService<StoreSettings>().LogsFolder;
        (await File.ReadAllTextAsync(Path.Combine(folder, $"{run}", $"{step}.debug.log"), Cancellation)).ShouldBe("first second");
    }

    private static async Task<(long Run, int Step)> WorkingAsync(BoxLab lab)
    {
        var run = await lab.TriggerAsync();
        await Until.HoldsAsync(
            async () => (await lab.LogAsync(run)).Contains("waits", StringComparison.Ordinal),
            "the probe waits",
            Cancellation
        );
        await using var db = await lab.Server.DatabaseAsync();
        return (
            run,
            await db
                .RunSteps.Where(row => row.RunId == run && row.Status == RunStatus.Running)
                .Select(row => row.Index)
                .SingleAsync(Cancellation)
        );
    }

    private static async Task<HttpStatusCode> PutAsync(HttpClient runner, string address, string text)
    {
        using var content = new StringContent(text);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using var answer = await runner.PutAsync(address, content, Cancellation);
        return answer.StatusCode;
    }

    private static async Task<(HttpStatusCode Status, long? Size)> PostAsync(HttpClient runner, string address, string text)
    {
        using var content = new StringContent(text);
        using var answer = await runner.PostAsync(address, content, Cancellation);
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement;
        return (answer.StatusCode, json.TryGetProperty("size", out var size) ? size.GetInt64() : null);
    }

    /// <summary>Ends a run that waits: a server that goes down meanwhile would have to wait for it.</summary>
    private sealed class RunToEnd(BoxLab lab, long run) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await lab.Server.Admin.PostAsync($"{lab.Server.V2}runs/{run}/cancel/", null, Cancellation);
            await lab.EndedAsync(run);
        }
    }
}
