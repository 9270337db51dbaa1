using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Gate.Agents;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests;

/// <summary>A job goes back and forth between a project of the caller and another, while the caller triggers, updates and cancels.</summary>
public sealed class MovingJobTests
{
    private const int Rounds = 334;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("G5")]
    [Attack("SCOPE-46")]
    [Fact]
    public async Task A_job_that_moves_while_it_is_called_is_acted_on_only_where_the_caller_may()
    {
        await using var server = await HeadgateServer.StartAsync();
        var (own, other) = (await server.CreateProjectAsync("Own"), await server.CreateProjectAsync("Other"));
        using var agent = server.ClientFor(
            await server.CreateAgentAsync(
                "own",
                [.. new[] { "jobs", "runs", "runs.trigger", "runs.cancel" }.Select(c => new NewGrant(c, "full") { ProjectIds = [own.Id] })]
            ),
            "Bearer"
        );
        var calls = new Calls(server, own, agent);
        using var over = new CancellationTokenSource();
        var moving = MoveAsync(server, own, other, over.Token);
        await Parallel.ForAsync(
            0,
            Rounds,
            new ParallelOptions { MaxDegreeOfParallelism = 6, CancellationToken = Cancellation },
            async (round, _) => await calls.RoundAsync(round)
        );
        await over.CancelAsync();
        (await moving).ShouldBeGreaterThan(10);

        foreach (var (act, statuses) in calls.Statuses)
        {
            statuses.ShouldAllBe(s => s == 200 || s == 404 || s == 403 || s == 409 || s == 400, act);
            statuses.ShouldContain(200, act);
        }
        calls.Statuses["trigger"].ShouldContain(404, "some calls came while the job was elsewhere");
        await using var db = await server.DatabaseAsync();
        var runs = await db.Runs.Where(r => r.TriggerActorName == "own").ToListAsync(Cancellation);
        runs.ShouldAllBe(r => r.ProjectId == own.Id && r.EnvironmentId == own.ProductionId);
        runs.Count.ShouldBe(calls.Statuses["trigger"].Count(s => s == 200));
        (await db.Runs.CountAsync(r => r.CancelActorName == "own" && r.ProjectId != own.Id, Cancellation)).ShouldBe(0);
    }

    /// <summary>
    /// Moves the job until told to stop; gives how often. Nobody but this takes the job out of the other project: a caller whose update did would have acted there.
    /// </summary>
    private static async Task<int> MoveAsync(HeadgateServer server, TestProject own, TestProject other, CancellationToken over)
    {
        for (var times = 0; ; times++)
        {
            // SQLite's work is done before it could be awaited: without this the loop would never let the calls begin.
            await Task.Yield();
            (await MoveAsync(own, other)).ShouldBe(1);
            if (over.IsCancellationRequested)
            {
                (await MoveAsync(other, own)).ShouldBe(1, "an update of the caller took the job out of the other project");
                return times;
            }
            (await MoveAsync(other, own)).ShouldBe(1, "an update of the caller took the job out of the other project");
        }

        async Task<int> MoveAsync(TestProject from, TestProject to)
        {
            await using var db = await server.DatabaseAsync();
            return await db
                .Jobs.Where(j => j.Id == own.JobId && j.ProjectId == from.Id)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(j => j.ProjectId, to.Id).SetProperty(j => j.EnvironmentId, to.ProductionId),
                    Cancellation
                );
        }
    }

    private sealed class Calls(HeadgateServer server, TestProject own, HttpClient agent)
    {
        public ConcurrentDictionary<string, ConcurrentBag<int>> Statuses { get; } = new(StringComparer.Ordinal);

        /// <summary>Triggers the job, updates it, and cancels the run that came of it.</summary>
        public async Task RoundAsync(int round)
        {
            var (status, text) = await PostAsync("trigger", $"jobs/{own.JobId}/run/", new { cause = "race" });
            await PostAsync("update", $"jobs/{own.JobId}/", Job($"round {round}"));
            if (status == 200)
            {
                var run = JsonDocument.Parse(text).RootElement.GetProperty("data").GetProperty("id").GetInt64();
                await PostAsync("cancel", $"runs/{run}/cancel/", null);
            }
        }

        private async Task<(int Status, string Text)> PostAsync(string act, string path, object? body)
        {
            using var answer = await agent.PostAsJsonAsync(server.V2 + path, body ?? new { }, Cancellation);
            Statuses.GetOrAdd(act, _ => []).Add((int)answer.StatusCode);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
        }

        private object Job(string name) =>
            new
            {
                account_id = server.AccountId,
                project_id = own.Id,
                environment_id = own.ProductionId,
                name,
                execute_steps = new[] { "dbt build" },
                state = 1,
                settings = new { threads = 4, target_name = "default" },
                execution = new { timeout_seconds = 0 },
                generate_docs = false,
                run_generate_sources = false,
                triggers = new
                {
                    schedule = false,
                    github_webhook = false,
                    git_provider_webhook = false,
                    on_merge = false,
                },
            };
    }
}
