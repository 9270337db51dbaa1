using System.Net;
using System.Text.Json;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;
using Headgate.Gate.Recording;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Headgate.Attacks.Tests.Rules;

/// <summary>Budgets where something lies, is lost, or tries again and again; and the one way to refill them.</summary>
public sealed class BudgetEdgeTests
{
    private static readonly GrantConditions Minutes = new()
    {
        Budget = new DailyBudget { Runs = 10, RunMinutes = 60 },
    };

    private static CancellationToken Cancellation => RuleLab.Cancellation;

    [Attack("BUD-07")]
    [Theory]
    [InlineData("-1e9")]
    [InlineData("0")]
    [InlineData("\"NaN\"")]
    [InlineData("1e308")]
    public async Task What_a_project_says_of_its_time_counts_for_nothing(string claimed)
    {
        var clock = Noon();
        await using var lab = await RuleLab.StartAsync(clock);
        var budget = new DailyBudget { RunMinutes = 60, WarehouseSeconds = 1000 };
        using var agent = await lab.AgentAsync("claims", new GrantConditions { Budget = budget });
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.OK);
        await using (var db = await lab.Server.DatabaseAsync())
        {
            var run = await db.Runs.SingleAsync(Cancellation);
            var text = $$"""{"elapsed_time":{{claimed}},"results":[{"execution_time":{{claimed}}}]}""";
            using var results = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text));
            var (sha, size) = await lab.Server.Services.GetRequiredService<ArtifactStore>().PutAsync(results, Cancellation);
            db.Add(
                new Artifact
                {
                    AccountId = lab.Server.AccountId,
                    RunId = run.Id,
                    Step = 94,
                    Path = "run_results.json",
                    Sha256 = sha,
                    Size = size,
                }
            );
            // Its process slept after it had written its results: by the server's clock it was at work.
            db.Add(
                new RunStep
                {
                    AccountId = lab.Server.AccountId,
                    RunId = run.Id,
                    Index = 94,
                    Name = "Invoke dbt with `dbt build`",
                    Command = "dbt build",
                    Status = RunStatus.Success,
                    StartedAt = clock.GetUtcNow(),
                    FinishedAt = clock.GetUtcNow() + TimeSpan.FromSeconds(90),
                }
            );
            await db.SaveChangesAsync(Cancellation);
        }
        await BudgetTests.EndAsync(lab, clock, TimeSpan.FromSeconds(150));
        await BudgetTests.SettledAsync(lab, clock, 3);
        (await BudgetTests.UsedAsync(lab, "warehouse seconds")).ShouldBe(90);
        Recorded
            .Of(lab.Server, "budget")
            .ShouldHaveSingleItem()
            .Note.ShouldBe("3 run minutes, 1 were reserved, 90 warehouse seconds, 1 were reserved");
    }

    [Attack("BUD-06")]
    [Fact]
    public async Task Only_a_person_refills_a_budget_and_the_record_says_so()
    {
        await using var lab = await RuleLab.StartAsync();
        var file = $$$"""
            agents:
              filed:
                grants:
                  - {capability: runs.trigger, level: full, project_ids: [{{{lab.Project.Id}}}], when: {budget: {runs: 1} } }
            """;
        await ApplyAsync(file);
        var agents = lab.Server.Services.GetRequiredService<AgentRegistry>();
        var view = (await agents.ListAsync(lab.Server.AccountId, Cancellation)).Single();
        var key = (await agents.AddKeyAsync(lab.Server.AccountId, view.Id, new("k"), ChangeActor.Operator, Cancellation)).Value!;
        using var agent = lab.Server.ClientFor(key.Secret.Reveal());
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.OK);
        await ApplyAsync(file + "\n      - {capability: runs, level: read, everywhere: true}");
        await ApplyAsync(file, "rolled back to 1");
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.TooManyRequests);

        var refill = $"/api/gate/v1/accounts/{lab.Server.AccountId}/agents/{view.Id}/budgets/refill/";
        (await RuleLab.PostAsync(agent, refill, "{}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await RuleLab.PostAsync(lab.Server.Admin, refill, """{"measure":"run minutes"}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.TooManyRequests, "another measure was refilled");
        (await RuleLab.PostAsync(lab.Server.Admin, refill, "{}")).Status.ShouldBe(HttpStatusCode.OK);
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.OK);
        var entry = Recorded.Of(lab.Server, "change").Last(r => r.Operation == "gate.agents.budgets.refill");
        entry.Sentence!.ShouldContain("refilled all budgets of agent \"filed\" for today");
        entry.Other!["before"].GetString()!.ShouldContain("runs 1");

        async Task ApplyAsync(string text, string? note = null)
        {
            var path = $"/api/gate/v1/accounts/{lab.Server.AccountId}/policy/";
            var (status, body) = await RuleLab.PostAsync(lab.Server.Admin, path, JsonSerializer.Serialize(new { text, note }));
            status.ShouldBe(HttpStatusCode.OK, body.ToString());
        }
    }

    [Fact]
    public async Task A_refill_leaves_counted_what_is_reserved_for_a_run_that_works()
    {
        var clock = Noon();
        await using var lab = await RuleLab.StartAsync(clock);
        using var agent = await lab.AgentAsync("hour", Minutes);
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.OK);
        var agents = lab.Server.Services.GetRequiredService<AgentRegistry>();
        var view = (await agents.ListAsync(lab.Server.AccountId, Cancellation)).Single();
        var refill = $"/api/gate/v1/accounts/{lab.Server.AccountId}/agents/{view.Id}/budgets/refill/";
        (await RuleLab.PostAsync(lab.Server.Admin, refill, "{}")).Status.ShouldBe(HttpStatusCode.OK);
        (await BudgetTests.UsedAsync(lab, "run minutes")).ShouldBe(1);
        (await BudgetTests.UsedAsync(lab, "runs")).ShouldBe(0);
        await BudgetTests.EndAsync(lab, clock, TimeSpan.FromSeconds(150));
        await BudgetTests.SettledAsync(lab, clock, 3);
    }

    [Attack("BUD-04")]
    [Fact]
    public async Task What_a_call_took_is_given_back_where_no_run_of_it_is_found_and_kept_where_one_is()
    {
        var clock = Noon();
        await using var lab = await RuleLab.StartAsync(clock);
        using var agent = await lab.AgentAsync("lost", Minutes);
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await lab.RunAsync(agent, """{"cause":"y"}""")).Status.ShouldBe(HttpStatusCode.OK);
        await using (var db = await lab.Server.DatabaseAsync())
        {
            // As if the server had gone away before it noted the run of the one, and before the other made its run.
            await db.BudgetHolds.ExecuteUpdateAsync(set => set.SetProperty(h => h.RunId, (long?)null), Cancellation);
            var second = await db.BudgetHolds.OrderBy(h => h.Id).LastAsync(Cancellation);
            await db
                .RunTriggers.Where(t => t.RequestId == second.RequestId)
                .ExecuteUpdateAsync(set => set.SetProperty(t => t.RequestId, "another"), Cancellation);
        }
        (await BudgetTests.UsedAsync(lab, "runs")).ShouldBe(2);
        clock.Advance(TimeSpan.FromMinutes(11));
        await Until.HoldsAsync(
            async () =>
            {
                clock.Advance(TimeSpan.FromSeconds(15));
                return await BudgetTests.UsedAsync(lab, "runs") == 1;
            },
            "the share of the call without a run is given back",
            Cancellation
        );
        Recorded.Of(lab.Server, "budget").Count(r => r.Reason == "given-back").ShouldBe(1);
        await using var after = await lab.Server.DatabaseAsync();
        (await after.BudgetHolds.SingleAsync(Cancellation)).RunId.ShouldNotBeNull();
    }

    [Attack("BUD-10", Lacks = "numbers: thousands here instead of a hundred thousand")]
    [Fact]
    public async Task Whoever_is_refused_again_and_again_starves_nobody()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await lab.AgentAsync("refused", Minutes);
        using var bystander = await lab.AgentAsync("bystander", Minutes);
        using var wrong = lab.Server.ClientFor("hga_" + new string('a', 43));
        await Parallel.ForAsync(
            0,
            3000,
            new ParallelOptions { MaxDegreeOfParallelism = 16, CancellationToken = Cancellation },
            async (i, _) =>
            {
                var (client, body) = (i % 3) switch
                {
                    0 => (agent, """{"cause":"x","steps_override":["dbt build"]}"""),
                    1 => (agent, "{"),
                    _ => (wrong, """{"cause":"x"}"""),
                };
                using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
                using var answer = await client.PostAsync(lab.RunPath, content, Cancellation);
                ((int)answer.StatusCode).ShouldBeOneOf(400, 401, 403, 429);
            }
        );
        (await BudgetTests.UsedAsync(lab, "runs")).ShouldBe(0);
        (await lab.RunAsync(bystander, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Attack("BUD-01")]
    [Fact]
    public async Task Two_servers_and_every_door_share_one_budget()
    {
        await using var lab = await RuleLab.StartAsync();
        await using var second = lab.Server.Services.GetRequiredService<StoreSettings>().UsesSqlite
            ? null
            : await SecondServer.StartAsync(lab.Server);
        var tenRuns = new GrantConditions { Budget = new DailyBudget { Runs = 10 } };
        var key = await lab.Server.CreateAgentAsync(
            "busy",
            new NewGrant("jobs", "read"),
            new NewGrant("runs", "read"),
            new NewGrant("runs.trigger", "full") { When = tenRuns },
            new NewGrant("runs.retry", "full") { When = tenRuns }
        );
        var failed = await lab.Project.AddRunAsync(lab.Server, RunStatus.Error);
        using var agent = lab.Server.ClientFor(key);
        using var other = second?.ClientFor(key) ?? lab.Server.ClientFor(key);
        using var tools = new McpClientOfTests(lab.Server.Url, key);
        var job = $"{lab.Server.V2}jobs/{lab.Project.JobId}";
        await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select<int, Task>(i =>
                    (i % 5) switch
                    {
                        0 => tools.CallAsync("trigger_job_run", $$"""{"job_id":{{lab.Project.JobId}},"cause":"by tool {{i}}"}"""),
                        1 => RuleLab.PostAsync(other, $"{job}/rerun/", "{}"),
                        2 => RuleLab.PostAsync(agent, $"{lab.Server.V2}runs/{failed}/retry/", "{}"),
                        3 => lab.RunAsync(other, """{"cause":"there"}"""),
                        _ => lab.RunAsync(agent, """{"cause":"here"}"""),
                    }
                )
        );
        // What was refused after all, as a retry of a run that is not the newest, gave its share back: what is left is left.
        while ((await lab.RunAsync(agent, """{"cause":"more"}""")).Status == HttpStatusCode.OK)
        {
            (await MadeAsync()).ShouldBeLessThanOrEqualTo(10);
        }
        (await MadeAsync()).ShouldBe(10);
        (await BudgetTests.UsedAsync(lab, "runs")).ShouldBe(10);
        var (status, body) = await lab.RunAsync(other, """{"cause":"no more"}""");
        status.ShouldBe(HttpStatusCode.TooManyRequests);
        RuleLab.Message(body).ShouldContain("10 of 10 runs");

        async Task<int> MadeAsync()
        {
            await using var db = await lab.Server.DatabaseAsync();
            return await db.Runs.CountAsync(run => run.TriggerActorType == "agent", Cancellation);
        }
    }

    private static FakeTimeProvider Noon() => new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
}
