using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests;

/// <summary>Ways around a decision through runs of others: ending them and repeating them.</summary>
public sealed class RepeatedRunTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("G1")]
    [Attack("SCOPE-44")]
    [Fact]
    public async Task A_trigger_ends_the_run_of_another_only_with_the_right_to_cancel_it()
    {
        await using var server = await HeadgateServer.StartAsync();
        var project = await server.CreateProjectAsync("Pulled");
        var pull = Trigger(42);
        (string, string)[] weakly = [("jobs", "full"), ("runs", "read"), ("runs.trigger", "full"), ("runs.retry", "full")];
        var (weak, bystander) = (
            await ClientAsync(server, "weak", project, weakly),
            await ClientAsync(server, "bystander", project, weakly)
        );
        var strong = await ClientAsync(server, "strong", project, ("jobs", "full"), ("runs.trigger", "full"), ("runs.cancel", "full"));
        var path = $"{server.V2}jobs/{project.JobId}/run/";
        var first = await WorkingAsync(server, project);

        var waiting = await IdAsync(await bystander.PostAsJsonAsync(path, pull, Cancellation));
        var own = await IdAsync(await weak.PostAsJsonAsync(path, pull, Cancellation));
        await IdAsync(await weak.PostAsJsonAsync(path, pull, Cancellation));
        await IdAsync(await weak.PostAsJsonAsync($"{server.V2}jobs/{project.JobId}/rerun/", new { }, Cancellation));
        (await RunAsync(server, first)).CancelRequestedAt.ShouldBeNull("nobody with the right asked for it");
        (await RunAsync(server, waiting)).Status.ShouldBe(RunStatus.Queued, "it waits for its place as before");
        (await RunAsync(server, own)).Status.ShouldBe(RunStatus.Cancelled, "its own run may give way to its next one");

        var third = await IdAsync(await strong.PostAsJsonAsync(path, pull, Cancellation));
        var ended = await RunAsync(server, first);
        (ended.CancelRequestedAt ?? ended.FinishedAt).ShouldNotBeNull();
        ended.CancelActorName.ShouldBe("strong");
        Recorded.Of(server, "outcome").ShouldContain(r => r.Sentence!.Contains($"cancelled run {first} ", StringComparison.Ordinal));
        third.ShouldBeGreaterThan(first);
    }

    [Attack("G3")]
    [Attack("SCOPE-45")]
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

        using var whole = server.ClientFor(
            await server.CreateAgentAsync(
                "whole",
                new NewGrant("jobs", "read") { ProjectIds = [project.Id] },
                new NewGrant("runs.retry", "full") { ProjectIds = [project.Id] },
                new NewGrant("runs.trigger", "full")
                {
                    ProjectIds = [project.Id],
                    Overrides = ["git_branch", "schema_override", "target_name_override", "steps_override"],
                }
            ),
            "Bearer"
        );
        var id = await IdAsync(await whole.PostAsync(address, null, Cancellation));
        var run = await RunAsync(server, id);
        run.RetryingRunId.ShouldBe(failed);
        run.Commands.ShouldBe(["dbt run --select a"]);
        (run.GitBranch, run.TargetName).ShouldBe(("persons/branch", "prod"));
        await using var db = await server.DatabaseAsync();
        var trigger = await db.RunTriggers.SingleAsync(t => t.Id == run.TriggerId, Cancellation);
        (trigger.GitBranch, trigger.SchemaOverride, trigger.TargetNameOverride).ShouldBe(("persons/branch", "elsewhere", "prod"));
        trigger.StepsOverride.ShouldBe(["dbt run --select a"]);
        trigger.ThreadsOverride.ShouldBeNull("nobody gave it");
    }

    [Attack("SCOPE-45")]
    [Fact]
    public async Task A_rerun_after_a_success_is_the_job_as_it_is()
    {
        await using var server = await HeadgateServer.StartAsync();
        var project = await server.CreateProjectAsync("Repeated");
        var before = await FailedRunAsync(server, project);
        await using (var db = await server.DatabaseAsync())
        {
            await db
                .Runs.Where(r => r.Id == before)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.Status, RunStatus.Success), Cancellation);
        }
        var agent = await ClientAsync(server, "trigger", project, ("jobs", "read"), ("runs.trigger", "full"), ("runs.retry", "full"));
        var id = await IdAsync(await agent.PostAsync($"{server.V2}jobs/{project.JobId}/rerun/", null, Cancellation));
        var run = await RunAsync(server, id);
        run.Commands.ShouldBe(["dbt build"]);
        (run.GitBranch, run.TargetName, run.RetryingRunId).ShouldBe((null, "default", null));
    }

    private static object Trigger(long pull) => new { cause = "x", github_pull_request_id = pull };

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

    /// <summary>A run of somebody else for the pull request that works.</summary>
    private static async Task<long> WorkingAsync(HeadgateServer server, TestProject project)
    {
        var id = await project.AddRunAsync(server, RunStatus.Running);
        await using var db = await server.DatabaseAsync();
        var run = await db.Runs.SingleAsync(r => r.Id == id, Cancellation);
        (await db.RunTriggers.SingleAsync(t => t.Id == run.TriggerId, Cancellation)).GithubPullRequestId = 42;
        await db.SaveChangesAsync(Cancellation);
        return id;
    }

    private static async Task<long> FailedRunAsync(HeadgateServer server, TestProject project)
    {
        var id = await project.AddRunAsync(server, RunStatus.Error);
        await using var db = await server.DatabaseAsync();
        var run = await db.Runs.SingleAsync(r => r.Id == id, Cancellation);
        run.Commands = ["dbt run --select a"];
        var trigger = await db.RunTriggers.SingleAsync(t => t.Id == run.TriggerId, Cancellation);
        (trigger.SchemaOverride, trigger.StepsOverride) = ("elsewhere", ["dbt run --select a"]);
        (trigger.GitBranch, trigger.TargetNameOverride) = ("persons/branch", "prod");
        (run.GitBranch, run.TargetName) = ("persons/branch", "prod");
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
