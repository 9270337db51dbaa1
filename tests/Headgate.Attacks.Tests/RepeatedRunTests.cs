using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests;

/// <summary>Ways around a decision through runs of others: ending them, repeating them, and jobs that move while they are triggered.</summary>
public sealed class RepeatedRunTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("G1")]
    [Fact]
    public async Task A_trigger_ends_the_run_of_another_only_with_the_right_to_cancel_it()
    {
        await using var server = await HeadgateServer.StartAsync();
        var project = await server.CreateProjectAsync("Pulled");
        var pull = Trigger(42);
        var weak = await ClientAsync(server, "weak", project, ("jobs", "full"), ("runs", "read"), ("runs.trigger", "full"));
        var strong = await ClientAsync(server, "strong", project, ("jobs", "full"), ("runs.trigger", "full"), ("runs.cancel", "full"));
        var path = $"{server.V2}jobs/{project.JobId}/run/";
        var first = await IdAsync(await server.Admin.PostAsJsonAsync(path, pull, Cancellation));
        await HoldAsync(server, first);

        await IdAsync(await weak.PostAsJsonAsync(path, pull, Cancellation));
        (await RunAsync(server, first)).CancelRequestedAt.ShouldBeNull("nobody with the right asked for it");

        var third = await IdAsync(await strong.PostAsJsonAsync(path, pull, Cancellation));
        var ended = await RunAsync(server, first);
        (ended.CancelRequestedAt ?? ended.FinishedAt).ShouldNotBeNull();
        ended.CancelActorName.ShouldBe("strong");
        Recorded.Of(server, "outcome").ShouldContain(r => r.Sentence!.Contains($"cancelled run {first} ", StringComparison.Ordinal));
        third.ShouldBeGreaterThan(first);
    }

    [Attack("G3")]
    [Theory]
    [InlineData("runs/{0}/retry/")]
    [InlineData("jobs/{1}/rerun/")]
    public async Task A_retry_repeats_the_settings_of_its_run_whole_and_needs_the_right_to_them(string path)
    {
        await using var server = await HeadgateServer.StartAsync();
        var project = await server.CreateProjectAsync("Repeated");
        var failed = await FailedRunAsync(server, project);
        var address = server.V2 + string.Format(path, failed, project.JobId);
        var agent = await ClientAsync(server, "trigger", project, ("jobs", "read"), ("runs.trigger", "full"), ("runs.retry", "full"));

        using var refused = await agent.PostAsync(address, null, Cancellation);
        ((int)refused.StatusCode).ShouldBe(403);
        (await refused.Content.ReadAsStringAsync(Cancellation)).ShouldContain("override");

        var id = await IdAsync(await server.Admin.PostAsync(address, null, Cancellation));
        var run = await RunAsync(server, id);
        run.RetryingRunId.ShouldBe(failed);
        run.Commands.ShouldBe(["dbt run --select a"]);
        await using var db = await server.DatabaseAsync();
        var trigger = await db.RunTriggers.SingleAsync(t => t.Id == run.TriggerId, Cancellation);
        trigger.SchemaOverride.ShouldBe("elsewhere");
        trigger.StepsOverride.ShouldBe(["dbt run --select a"]);
        trigger.ThreadsOverride.ShouldBeNull("nobody gave it");
    }

    [Attack("G5")]
    [Fact]
    public async Task A_job_that_moves_while_it_is_triggered_runs_only_where_the_caller_may()
    {
        const int Calls = 56;
        await using var server = await HeadgateServer.StartAsync();
        var (own, other) = (await server.CreateProjectAsync("Own"), await server.CreateProjectAsync("Other"));
        var agent = await ClientAsync(server, "own", own, ("jobs", "full"), ("runs", "full"), ("runs.trigger", "full"));
        var path = $"{server.V2}jobs/{own.JobId}/run/";
        var moves = MoveAsync(server, own, other, Calls / 2);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, Calls).Select(_ => agent.PostAsJsonAsync(path, new { cause = "race" }, Cancellation))
        );
        await moves;

        answers.Select(a => (int)a.StatusCode).ShouldAllBe(status => status == 200 || status == 404 || status == 403 || status == 400);
        await using var db = await server.DatabaseAsync();
        (await db.Runs.CountAsync(r => r.TriggerActorName == "own" && r.ProjectId != own.Id, Cancellation)).ShouldBe(0);
        (await db.Runs.CountAsync(r => r.TriggerActorName == "own", Cancellation)).ShouldBe(answers.Count(a => a.IsSuccessStatusCode));
    }

    private static object Trigger(long pull) => new { cause = "x", github_pull_request_id = pull };

    private static async Task MoveAsync(HeadgateServer server, TestProject own, TestProject other, int times)
    {
        for (var i = 0; i < times; i++)
        {
            var to = i % 2 == 0 ? other : own;
            await using var db = await server.DatabaseAsync();
            await db
                .Jobs.Where(j => j.Id == own.JobId)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(j => j.ProjectId, to.Id).SetProperty(j => j.EnvironmentId, to.ProductionId),
                    Cancellation
                );
        }
    }

    private static async Task<HttpClient> ClientAsync(
        HeadgateServer server,
        string name,
        TestProject project,
        params (string Capability, string Level)[] grants
    ) =>
        server.ClientFor(
            await server.CreateAgentAsync(name, [.. grants.Select(g => new NewGrant(g.Capability, g.Level) { ProjectIds = [project.Id] })]),
            "Bearer"
        );

    /// <summary>Keeps a run as one that works, whatever the queue has done with it.</summary>
    private static async Task HoldAsync(HeadgateServer server, long run)
    {
        await using var db = await server.DatabaseAsync();
        await db
            .Runs.Where(r => r.Id == run)
            .ExecuteUpdateAsync(
                set => set.SetProperty(r => r.Status, RunStatus.Running).SetProperty(r => r.FinishedAt, (DateTimeOffset?)null),
                Cancellation
            );
    }

    private static async Task<long> FailedRunAsync(HeadgateServer server, TestProject project)
    {
        var id = await project.AddRunAsync(server, RunStatus.Error);
        await using var db = await server.DatabaseAsync();
        var run = await db.Runs.SingleAsync(r => r.Id == id, Cancellation);
        run.Commands = ["dbt run --select a"];
        var trigger = await db.RunTriggers.SingleAsync(t => t.Id == run.TriggerId, Cancellation);
        (trigger.SchemaOverride, trigger.StepsOverride) = ("elsewhere", ["dbt run --select a"]);
        await db.RunSteps.Where(s => s.RunId == id).ExecuteDeleteAsync(Cancellation);
        db.Add(
            new RunStep
            {
                AccountId = server.AccountId,
                RunId = id,
                Index = 4,
                Name = "Invoke dbt",
                Command = "dbt run --select a",
                Status = RunStatus.Error,
            }
        );
        db.Add(
            new Artifact
            {
                AccountId = server.AccountId,
                RunId = id,
                Step = 4,
                Path = "run_results.json",
                Sha256 = new string('0', 64),
                Size = 2,
            }
        );
        (await db.Jobs.SingleAsync(j => j.Id == project.JobId, Cancellation)).MostRecentRunId = id;
        await db.SaveChangesAsync(Cancellation);
        return id;
    }

    private static async Task<Run> RunAsync(HeadgateServer server, long id)
    {
        await using var db = await server.DatabaseAsync();
        return await db.Runs.AsNoTracking().SingleAsync(r => r.Id == id, Cancellation);
    }

    private static async Task<long> IdAsync(HttpResponseMessage answer)
    {
        using var sent = answer;
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonDocument.Parse(text).RootElement.GetProperty("data").GetProperty("id").GetInt64();
    }
}
