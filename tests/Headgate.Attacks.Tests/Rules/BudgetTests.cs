using System.Net;
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

/// <summary>Daily budgets of agents.</summary>
public sealed class BudgetTests
{
    private static readonly GrantConditions TenRuns = new() { Budget = new DailyBudget { Runs = 10 } };

    [Attack("BUD-01")]
    [Fact]
    public async Task Of_calls_at_one_moment_as_many_pass_as_the_budget_has_room_for()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await lab.AgentAsync("busy", TenRuns);
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 30)
                .Select(i =>
                    i % 2 == 0
                        ? lab.RunAsync(agent, """{"cause":"x"}""")
                        : RuleLab.PostAsync(agent, $"{lab.Server.V2}jobs/{lab.Project.JobId}/run/?x=1", """{"cause":"y"}""")
                )
        );
        answers.Count(a => a.Status == HttpStatusCode.OK).ShouldBe(10);
        answers.Count(a => a.Status == HttpStatusCode.TooManyRequests).ShouldBe(20);
        RuleLab.Message(answers.First(a => a.Status == HttpStatusCode.TooManyRequests).Body).ShouldContain("10 of 10 runs");
        await using var db = await lab.Server.DatabaseAsync();
        (await db.Runs.CountAsync(RuleLab.Cancellation)).ShouldBe(10);
        var stopped = Recorded.Of(lab.Server, "decision").Where(r => r.Decision == "Stopped").ToList();
        stopped.Count.ShouldBe(20);
        stopped.ShouldAllBe(r => r.Reason == "budget");
    }

    [Attack("BUD-01")]
    [Fact]
    public async Task Two_servers_and_every_door_share_one_budget()
    {
        await using var lab = await RuleLab.StartAsync();
        await using var second = lab.Server.Services.GetRequiredService<StoreSettings>().UsesSqlite
            ? null
            : await SecondServer.StartAsync(lab.Server);
        var key = await lab.Server.CreateAgentAsync(
            "busy",
            new NewGrant("jobs", "read"),
            new NewGrant("runs", "read"),
            new NewGrant("runs.trigger", "full") { When = TenRuns },
            new NewGrant("runs.retry", "full") { When = TenRuns }
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
        (await UsedAsync(lab, "runs")).ShouldBe(10);
        var (status, body) = await lab.RunAsync(other, """{"cause":"no more"}""");
        status.ShouldBe(HttpStatusCode.TooManyRequests);
        RuleLab.Message(body).ShouldContain("10 of 10 runs");

        async Task<int> MadeAsync()
        {
            await using var db = await lab.Server.DatabaseAsync();
            return await db.Runs.CountAsync(run => run.TriggerActorType == "agent", RuleLab.Cancellation);
        }
    }

    [Attack("BUD-02")]
    [Attack("DOS-22")]
    [Fact]
    public async Task Minutes_are_reserved_by_what_the_job_took_lately()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        await using var lab = await RuleLab.StartAsync(clock);
        using var agent = await lab.AgentAsync("hour", new GrantConditions { Budget = new DailyBudget { RunMinutes = 60 } });
        // A job that has not run yet is reserved a minute.
        (await lab.RunAsync(agent, """{"cause":"first"}""")).Status.ShouldBe(HttpStatusCode.OK);
        await EndAsync(lab, clock, TimeSpan.FromMinutes(50));
        await SettledAsync(lab, clock, 50);
        var (status, body) = await lab.RunAsync(agent, """{"cause":"second"}""");
        status.ShouldBe(HttpStatusCode.TooManyRequests);
        RuleLab.Message(body).ShouldContain("50 of 60 run minutes of today, and this would take 50");
        (await UsedAsync(lab, "runs")).ShouldBe(1, "what is refused takes nothing of another budget");
    }

    [Attack("BUD-03")]
    [Fact]
    public async Task A_reservation_is_settled_once_by_the_servers_own_clock()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        await using var lab = await RuleLab.StartAsync(clock);
        using var agent = await lab.AgentAsync("hour", new GrantConditions { Budget = new DailyBudget { RunMinutes = 60 } });
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.OK);
        await EndAsync(lab, clock, TimeSpan.FromSeconds(150));
        await SettledAsync(lab, clock, 3);
        Recorded.Of(lab.Server, "budget").ShouldHaveSingleItem().Note.ShouldBe("3 run minutes, 1 were reserved");
        for (var look = 0; look < 5; look++)
        {
            clock.Advance(TimeSpan.FromSeconds(15));
        }
        await SettledAsync(lab, clock, 3);
    }

    [Attack("BUD-04")]
    [Fact]
    public async Task A_call_that_is_refused_after_all_gives_its_share_back()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = await lab.AgentAsync("retries", TenRuns, "git_branch");
        for (var i = 0; i < 30; i++)
        {
            // Refused by the operation, by a rule, by its form.
            (await lab.RunAsync(agent, """{"cause":"x","git_branch":"--upload-pack=x"}""")).Status.ShouldBe(HttpStatusCode.BadRequest);
            (await lab.RunAsync(agent, """{"cause":"x","steps_override":["dbt build"]}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
            (await lab.RunAsync(agent, "{")).Status.ShouldBe(HttpStatusCode.BadRequest);
        }
        (await UsedAsync(lab, "runs")).ShouldBe(0);
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.OK);
        (await UsedAsync(lab, "runs")).ShouldBe(1);
    }

    [Attack("BUD-05")]
    [Fact]
    public async Task A_clock_that_is_set_back_fills_nothing_up()
    {
        var clock = new JumpingClock();
        await using var lab = await RuleLab.StartAsync(clock);
        using var agent = await lab.AgentAsync("clocked", new GrantConditions { Budget = new DailyBudget { Runs = 1 } });
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.OK);
        clock.Offset = TimeSpan.FromDays(1);
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.OK, "the next day has a budget of its own");
        foreach (var days in (int[])[0, 1, 0, -1, 1])
        {
            clock.Offset = TimeSpan.FromDays(days);
            (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.TooManyRequests, $"{days} days");
        }
        Recorded
            .Of(lab.Server, "clock")
            .Select(r => r.Sentence)
            .ShouldBe([
                "The clock was moved by +86400 s.",
                "The clock was moved by -86400 s.",
                "The clock was moved by +86400 s.",
                "The clock was moved by -86400 s.",
                "The clock was moved by -86400 s.",
                "The clock was moved by +172800 s.",
            ]);
        await lab
            .Server.Services.GetRequiredService<AgentRegistry>()
            .SwitchAllAsync(lab.Server.AccountId, false, ChangeActor.Operator, RuleLab.Cancellation);
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(
            HttpStatusCode.Forbidden,
            "the switch holds whatever the clock says"
        );
        Recorded.Of(lab.Server)[^1].Reason.ShouldBe("kill-switch");
    }

    [Attack("BUD-06")]
    [Fact]
    public async Task The_count_stays_through_new_keys_new_grants_and_a_new_agent_of_the_name()
    {
        await using var lab = await RuleLab.StartAsync();
        var one = new GrantConditions { Budget = new DailyBudget { Runs = 1 } };
        using var agent = await lab.AgentAsync("again", one);
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.OK);
        var agents = lab.Server.Services.GetRequiredService<AgentRegistry>();
        var view = (await agents.ListAsync(lab.Server.AccountId, RuleLab.Cancellation)).Single();
        var key = (await agents.AddKeyAsync(lab.Server.AccountId, view.Id, new("more"), ChangeActor.Operator, RuleLab.Cancellation)).Value!;
        using var other = lab.Server.ClientFor(key.Secret.Reveal());
        (await lab.RunAsync(other, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        await agents.PutGrantAsync(
            lab.Server.AccountId,
            view.Id,
            new NewGrant("runs.trigger", "full") { ProjectIds = [lab.Project.Id], When = one },
            ChangeActor.Operator,
            RuleLab.Cancellation
        );
        (await lab.RunAsync(other, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        await agents.DeleteAsync(lab.Server.AccountId, view.Id, ChangeActor.Operator, RuleLab.Cancellation);
        using var made = await lab.AgentAsync("again", one);
        (await lab.RunAsync(made, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    /// <summary>The server looks for ended runs every quarter of a minute.</summary>
    internal static Task SettledAsync(RuleLab lab, FakeTimeProvider clock, long minutes) =>
        Until.HoldsAsync(
            async () =>
            {
                clock.Advance(TimeSpan.FromSeconds(15));
                return await UsedAsync(lab, "run minutes") == minutes;
            },
            () => $"the run's {minutes} minutes are counted",
            RuleLab.Cancellation
        );

    internal static async Task<long> UsedAsync(RuleLab lab, string measure)
    {
        await using var db = await lab.Server.DatabaseAsync();
        return await db.BudgetUses.Where(u => u.Measure == measure).SumAsync(u => u.Used, RuleLab.Cancellation);
    }

    internal static async Task EndAsync(RuleLab lab, FakeTimeProvider clock, TimeSpan took)
    {
        await using var db = await lab.Server.DatabaseAsync();
        var run = await db.Runs.OrderBy(r => r.Id).FirstAsync(RuleLab.Cancellation);
        (run.Status, run.StartedAt, run.FinishedAt) = (RunStatus.Success, clock.GetUtcNow(), clock.GetUtcNow() + took);
        await db.SaveChangesAsync(RuleLab.Cancellation);
    }
}
