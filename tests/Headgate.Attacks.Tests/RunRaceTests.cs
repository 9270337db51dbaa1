using System.Net;
using System.Text;
using Headgate.Attacks.Tests.Standing;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests;

/// <summary>Races between the triggers, ends, cancellations and deletions of runs that really work, and secrets in what they print.</summary>
public sealed class RunRaceTests
{
    private const string Works = "mkdir -p target; echo '{}' >target/run_results.json\n";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("CONC-12")]
    [Fact]
    public async Task Fifty_triggers_at_once_run_one_after_another_in_the_order_of_the_queue()
    {
        const int Storm = 50;
        await using var lab = await RunLab.StartAsync(Works);
        var project = await lab.AddProjectAsync("Storm");

        var ids = await Task.WhenAll(Enumerable.Range(0, Storm).Select(_ => lab.TriggerAsync(project)));

        ids.ShouldAllBe(id => id != null);
        ids.Distinct().Count().ShouldBe(Storm);
        Recorded.Of(lab.Server).Count(r => r is { Operation: "jobs.trigger", Decision: "Allowed" }).ShouldBe(Storm);
        // Some of the queue is worked off, the rest is cancelled: the order shows in those.
        await Until.HoldsAsync(
            async () => (await lab.RunsAsync(project)).Count(r => r.FinishedAt is not null) >= 8,
            "runs end one after another",
            Cancellation
        );
        foreach (var run in Enumerable.Reverse(await lab.RunsAsync(project)).Where(r => r.Status == RunStatus.Queued))
        {
            await lab.Server.Admin.PostAsync($"{lab.Server.V2}runs/{run.Id}/cancel/", null, Cancellation);
        }
        var runs = await lab.EndedAsync(project);
        runs.Count.ShouldBe(Storm);
        var started = runs.Where(r => r.DequeuedAt is not null).OrderBy(r => r.DequeuedAt).ToList();
        started.Select(r => r.Id).ShouldBe(started.Select(r => r.Id).Order(), "the order of the queue");
        foreach (var (before, after) in started.Zip(started.Skip(1)))
        {
            after.DequeuedAt!.Value.ShouldBeGreaterThanOrEqualTo(before.FinishedAt!.Value, "one run of a job at a time");
        }
    }

    [Attack("CONC-13")]
    [Fact]
    public async Task A_run_cancelled_at_its_end_has_one_final_state()
    {
        await using var lab = await RunLab.StartAsync(Works);
        var project = await lab.AddProjectAsync("Cancelled");
        for (var i = 0; i < 8; i++)
        {
            var id = await lab.TriggerAsync(project);
            var wanted = i < 4 ? RunStatus.Running : RunStatus.Starting;
            await Until.HoldsAsync(async () => (await lab.RunsAsync(project))[^1].Status >= wanted, "the run works", Cancellation);
            using var answer = await lab.Server.Admin.PostAsync($"{lab.Server.V2}runs/{id}/cancel/", null, Cancellation);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        var runs = await lab.EndedAsync(project);
        await using var db = await lab.Server.DatabaseAsync();
        foreach (var run in runs)
        {
            var events = await db
                .OutboxEvents.AsNoTracking()
                .Where(e => e.RunId == run.Id)
                .OrderBy(e => e.Id)
                .Select(e => e.RunStatus)
                .ToListAsync(Cancellation);
            events.Count(s => s >= RunStatus.Success).ShouldBe(1, "one final state");
            events[^1].ShouldBe(run.Status, "the last event is the final state");
            events.SequenceEqual(events.Order()).ShouldBeTrue("events in order");
        }
    }

    [Attack("CONC-14")]
    [Fact]
    public async Task A_job_deleted_while_it_is_triggered_runs_what_was_taken_and_nothing_else()
    {
        await using var lab = await RunLab.StartAsync(Works);
        for (var i = 0; i < 4; i++)
        {
            var project = await lab.AddProjectAsync($"Deleted {i}");
            var triggers = Enumerable.Range(0, 4).Select(_ => lab.TriggerAsync(project)).ToList();
            using var deleted = await lab.Server.Admin.DeleteAsync($"{lab.Server.V2}jobs/{project.JobId}/", Cancellation);
            deleted.StatusCode.ShouldBe(HttpStatusCode.OK);
            var made = (await Task.WhenAll(triggers)).Where(id => id != null).Select(id => id!.Value).Order();
            (await lab.TriggerAsync(project)).ShouldBeNull("a deleted job takes no run");

            var runs = await lab.EndedAsync(project);

            runs.Select(r => r.Id).ShouldBe(made, "a run for each trigger that was taken and for no other");
            runs.ShouldAllBe(r => r.Commands.Count == 1 && r.Commands[0] == "dbt build");
            foreach (var run in runs)
            {
                using var read = await lab.Server.Admin.GetAsync($"{lab.Server.V2}runs/{run.Id}/", Cancellation);
                read.StatusCode.ShouldBe(HttpStatusCode.OK);
            }
        }
    }

    [Attack("CRED-16")]
    [Fact]
    public async Task A_secret_that_a_step_prints_is_masked_in_logs_artifacts_and_files()
    {
        const string Secret = "canary-Secret-7731-qx";
        const string Script = """
            echo "whole $DBT_ENV_SECRET_X."
            printf 'split %s' "$(printf %s "$DBT_ENV_SECRET_X" | cut -c1-9)"; printf '%s\n' "$(printf %s "$DBT_ENV_SECRET_X" | cut -c10-)"
            echo "error $DBT_ENV_SECRET_X" >&2
            [ -n "$DBT_LOG_PATH" ] && echo "debug $DBT_ENV_SECRET_X" >>"$DBT_LOG_PATH/dbt.log"
            mkdir -p target; echo "{\"x\":\"$DBT_ENV_SECRET_X\"}" >target/manifest.json
            exit 1
            """;
        await using var lab = await RunLab.StartAsync(Script.ReplaceLineEndings("\n"));
        var project = await lab.AddProjectAsync("Leaking", Secret);
        var id = await lab.TriggerAsync(project);
        (await lab.EndedAsync(project))[0].Status.ShouldBe(RunStatus.Error);

        var run = await lab.Server.Admin.GetStringAsync(
            $"{lab.Server.V2}runs/{id}/?include_related=[\"run_steps\",\"debug_logs\",\"trigger\",\"job\"]",
            Cancellation
        );
        run.ShouldContain("whole *****.");
        run.ShouldContain("split *****");
        run.ShouldContain("error *****");
        run.ShouldNotContain(Secret);
        using var artifact = await lab.Server.Admin.GetAsync($"{lab.Server.V2}runs/{id}/artifacts/manifest.json", Cancellation);
        (await artifact.Content.ReadAsStringAsync(Cancellation)).ShouldNotContain(Secret);
        await using (var db = await lab.Server.DatabaseAsync())
        {
            // What webhooks are made of.
            var events = await db.OutboxEvents.AsNoTracking().Where(e => e.RunId == id).ToListAsync(Cancellation);
            events.ShouldAllBe(e => e.Data == null || !e.Data.Contains(Secret));
        }
        foreach (var (file, bytes) in await LiveFolder.ReadAsync(lab.Server.DataFolder, Cancellation))
        {
            bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret)).ShouldBe(-1, $"{file} holds the secret");
        }
    }
}
