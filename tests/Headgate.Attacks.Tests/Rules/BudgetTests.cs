using System.Net;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;
using Headgate.Gate.Recording;
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

    [Attack("BUD-01", Lacks = "two nodes and MCP")]
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

    [Attack("BUD-03", Lacks = "killed processes")]
    [Attack("BUD-07")]
    [Fact]
    public async Task A_reservation_is_settled_once_by_the_servers_own_clock()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));
        await using var lab = await RuleLab.StartAsync(clock);
        using var agent = await lab.AgentAsync("hour", new GrantConditions { Budget = new DailyBudget { RunMinutes = 60 } });
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.OK);
        await EndAsync(lab, clock, TimeSpan.FromSeconds(150));
        await SettledAsync(lab, clock, 3);
        for (var look = 0; look < 5; look++)
        {
            clock.Advance(TimeSpan.FromSeconds(15));
        }
        await SettledAsync(lab, clock, 3);
    }

    [Attack("BUD-04", Lacks = "answers of an upstream that are lost")]
    [Attack("BUD-10", Lacks = "numbers")]
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

    [Attack("BUD-05", Lacks = "the record of the jump")]
    [Fact]
    public async Task A_clock_that_is_set_back_fills_nothing_up()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.Zero };
        await using var lab = await RuleLab.StartAsync(clock);
        using var agent = await lab.AgentAsync("clocked", new GrantConditions { Budget = new DailyBudget { Runs = 1 } });
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromDays(1));
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.OK, "the next day has a budget of its own");
        clock.AdjustTime(clock.GetUtcNow().AddDays(-1));
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        clock.AdjustTime(clock.GetUtcNow().AddDays(1));
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Attack("BUD-06", Lacks = "policy files and the recorded refill")]
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
    private static Task SettledAsync(RuleLab lab, FakeTimeProvider clock, long minutes) =>
        Until.HoldsAsync(
            async () =>
            {
                clock.Advance(TimeSpan.FromSeconds(15));
                return await UsedAsync(lab, "run minutes") == minutes;
            },
            () => $"the run's {minutes} minutes are counted",
            RuleLab.Cancellation
        );

    private static async Task<long> UsedAsync(RuleLab lab, string measure)
    {
        await using var db = await lab.Server.DatabaseAsync();
        return await db.BudgetUses.Where(u => u.Measure == measure).SumAsync(u => u.Used, RuleLab.Cancellation);
    }

    private static async Task EndAsync(RuleLab lab, FakeTimeProvider clock, TimeSpan took)
    {
        await using var db = await lab.Server.DatabaseAsync();
        var run = await db.Runs.SingleAsync(RuleLab.Cancellation);
        (run.Status, run.StartedAt, run.FinishedAt) = (RunStatus.Success, clock.GetUtcNow(), clock.GetUtcNow() + took);
        await db.SaveChangesAsync(RuleLab.Cancellation);
    }
}
