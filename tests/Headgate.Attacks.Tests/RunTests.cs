using System.Net;
using System.Text;
using Headgate.Attacks.Tests.Standing;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests;

/// <summary>What a project's own code, or many callers at once, try to make of runs.</summary>
public sealed class RunTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PATH_31_artifact_through_symbolic_link()
    {
        await using var runs = await RunServer.StartAsync();
        await runs.CommandsAsync("dbt run link");
        var (_, run) = await runs.TriggerAsync();
        (await runs.EndAsync(run)).Status.ShouldBe(RunStatus.Success);
        var artifacts = $"{runs.Server.V2}runs/{run}/artifacts/";
        (await runs.Server.Admin.GetAsync(artifacts + "run_results.json", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var path in new[] { "x", "etc/passwd", "etc/hostname" })
        {
            using var answer = await runs.Server.Admin.GetAsync(artifacts + path, Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
            (await answer.Content.ReadAsStringAsync(Cancellation)).ShouldNotContain("root:");
        }
        await using var db = await runs.Server.DatabaseAsync();
        (await db.Artifacts.Where(a => a.RunId == run).Select(a => a.Path).Distinct().ToListAsync(Cancellation)).ShouldBe([
            "run_results.json",
        ]);
    }

    [Fact]
    public async Task CRED_16_secret_in_run_log()
    {
        await using var runs = await RunServer.StartAsync();
        await runs.CommandsAsync("dbt run secret");
        var (_, run) = await runs.TriggerAsync();
        (await runs.EndAsync(run)).Status.ShouldBe(RunStatus.Success);
        var seen = new StringBuilder();
        foreach (
            var path in new[]
            {
                $"runs/{run}/?include_related=[\"run_steps\",\"debug_logs\",\"job\",\"environment\",\"trigger\"]",
                $"runs/{run}/artifacts/manifest.json",
                $"runs/{run}/artifacts/run_results.json",
            }
        )
        {
            using var answer = await runs.Server.Admin.GetAsync(runs.Server.V2 + path, Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
            seen.Append(await answer.Content.ReadAsStringAsync(Cancellation));
        }
        var text = seen.ToString();
        text.ShouldContain("whole: *****");
        text.ShouldContain("split: *****");
        text.ShouldContain("debug: *****");
        text.ShouldNotContain(RunServer.Secret);
        text.ShouldNotContain(RunServer.Secret.Replace("/", "\\/", StringComparison.Ordinal));
        foreach (
            var file in Directory
                .EnumerateFiles(runs.Server.DataFolder, "*", SearchOption.AllDirectories)
                .Where(f => !f.EndsWith(".lock", StringComparison.Ordinal))
        )
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            (await reader.ReadToEndAsync(Cancellation)).Contains(RunServer.Secret, StringComparison.Ordinal).ShouldBeFalse(file);
        }
    }

    [Fact]
    public async Task CONC_12_trigger_storm()
    {
        await using var runs = await RunServer.StartAsync(slots: 4);
        await runs.CommandsAsync("dbt run");
        var triggered = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => runs.TriggerAsync(), Cancellation)));
        triggered.ShouldAllBe(t => t.Status == HttpStatusCode.OK);
        triggered.Select(t => t.Run).Distinct().Count().ShouldBe(50);
        List<Run> ended = [];
        foreach (var run in triggered.Select(t => t.Run).Order())
        {
            ended.Add(await runs.EndAsync(run));
        }
        ended.ShouldAllBe(r => r.Status == RunStatus.Success);
        // One at a time and in the order of the queue: each starts when the one before it has ended.
        for (var i = 1; i < ended.Count; i++)
        {
            ended[i].StartedAt!.Value.ShouldBeGreaterThanOrEqualTo(ended[i - 1].FinishedAt!.Value, $"run {ended[i].Id}");
        }
    }

    [Fact]
    public async Task CONC_13_cancel_against_finish()
    {
        await using var runs = await RunServer.StartAsync();
        for (var round = 0; round < 6; round++)
        {
            File.Delete(runs.Gate);
            await runs.CommandsAsync("dbt run wait");
            var (_, id) = await runs.TriggerAsync();
            await runs.UntilAsync(id, r => r.Status == RunStatus.Running);
            var cancel = Task.Run(
                () => runs.Server.Admin.PostAsync($"{runs.Server.V2}runs/{id}/cancel/", null, Cancellation),
                Cancellation
            );
            runs.Open();
            (await cancel).StatusCode.ShouldBe(HttpStatusCode.OK);
            var run = await runs.EndAsync(id);
            run.Status.ShouldBeOneOf(RunStatus.Success, RunStatus.Cancelled);
            await using var db = await runs.Server.DatabaseAsync();
            var told = await db
                .OutboxEvents.Where(e => e.RunId == id && e.Type != "run.started")
                .Select(e => e.Type)
                .ToListAsync(Cancellation);
            told.Count(t => t is "run.succeeded" or "run.cancelled" or "run.errored").ShouldBe(1, string.Join(',', told));
            var steps = await db.RunSteps.Where(s => s.RunId == id).ToListAsync(Cancellation);
            steps.ShouldAllBe(s => s.FinishedAt != null || s.StartedAt == null);
            var again = await runs.UntilAsync(id, _ => true);
            again.Status.ShouldBe(run.Status, "what has ended stays as it ended");
        }
    }

    [Fact]
    public async Task CONC_14_delete_against_trigger()
    {
        await using var runs = await RunServer.StartAsync();
        await runs.CommandsAsync("dbt run");
        var delete = Task.Run(
            () => runs.Server.Admin.DeleteAsync($"{runs.Server.V2}jobs/{runs.Project.JobId}/", Cancellation),
            Cancellation
        );
        var triggered = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => runs.TriggerAsync(), Cancellation)));
        (await delete).StatusCode.ShouldBe(HttpStatusCode.OK);
        triggered.ShouldAllBe(t => t.Status == HttpStatusCode.OK || t.Status == HttpStatusCode.NotFound);
        foreach (var (_, id) in triggered.Where(t => t.Status == HttpStatusCode.OK))
        {
            var run = await runs.EndAsync(id);
            run.Status.ShouldBeOneOf(RunStatus.Success, RunStatus.Cancelled, RunStatus.Error);
            (await runs.Server.Admin.GetAsync($"{runs.Server.V2}runs/{id}/", Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        (await runs.TriggerAsync()).Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
