using System.Globalization;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>Budgets of agents whose account is elsewhere: what its runs took, it says itself.</summary>
public sealed class UpstreamBudgetTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Attack("BUD-02")]
    [Fact]
    public async Task Minutes_elsewhere_are_reserved_by_what_the_job_took_lately_and_settled_by_what_the_run_took()
    {
        var clock = Noon();
        await using var lab = await StartAsync(clock);
        var ended = false;
        lab.Upstream.Script = request =>
            IsRunsOf1000(request) ? Reply.Page([Ended(lab, 4001, clock, 50), Ended(lab, 4000, clock, 49), lab.Upstream.Run(4002)], 3)
            : request.Path.EndsWith("/runs/5002/", StringComparison.Ordinal)
                ? Reply.Data(ended ? Ended(lab, 5002, clock, 20) : lab.Upstream.Run(5002, ",\"finished_at\":null"))
            : null;
        var path = $"{lab.A}/jobs/1000/run/";

        (await lab.PostAsync("hours", path, """{"cause":"x"}""")).Status.ShouldBe(200);
        (await UsedAsync(lab, "run minutes")).ShouldBe(50);
        var second = await lab.PostAsync("hours", path, """{"cause":"y"}""");
        second.Status.ShouldBe(429);
        second.Text.ShouldContain("50 of 60 run minutes of today, and this would take 50");
        lab.Upstream.Seen.Count(r => r.Method == "POST").ShouldBe(1);

        ended = true;
        await ForSettledAsync(lab, clock, "run minutes", 20);
        Recorded.Of(lab.Server, "budget").ShouldHaveSingleItem().Note.ShouldBe("20 run minutes, 50 were reserved");
        (await lab.PostAsync("hours", path, """{"cause":"z"}""")).Status.ShouldBe(429, "70 minutes are more than 60");
    }

    [Attack("BUD-04")]
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_call_whose_answer_is_lost_counts_if_the_account_has_a_run_of_it(bool wasMade)
    {
        var clock = Noon();
        await using var lab = await StartAsync(clock);
        var made = false;
        lab.Upstream.Script = request =>
        {
            if (request.Method == "POST")
            {
                made = wasMade;
                return Reply.Hangup;
            }
            return IsRunsOf1000(request) ? Reply.Page(made ? [Ended(lab, 7001, clock, 5)] : [], made ? 1 : 0)
                : request.Path.EndsWith("/runs/7001/", StringComparison.Ordinal) ? Reply.Data(Ended(lab, 7001, clock, 5))
                : null;
        };

        var lost = await lab.PostAsync("hours", $"{lab.A}/jobs/1000/run/", """{"cause":"x"}""");

        lost.Status.ShouldBeGreaterThanOrEqualTo(500);
        (await UsedAsync(lab, "runs")).ShouldBe(1, "it is taken until somebody knows");
        await ForSettledAsync(lab, clock, "runs", wasMade ? 1 : 0);
        await ForSettledAsync(lab, clock, "run minutes", wasMade ? 5 : 0);
        Recorded.Of(lab.Server, "budget").ShouldHaveSingleItem().Reason.ShouldBe(wasMade ? "settled" : "given-back");
    }

    private static FakeTimeProvider Noon() => new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    private static async Task<UpstreamLab> StartAsync(TimeProvider clock)
    {
        var lab = await UpstreamLab.StartAsync(time: clock);
        await lab.AddAgentAsync(
            "hours",
            "prod",
            new NewGrant("runs.trigger", "full")
            {
                When = new GrantConditions
                {
                    Budget = new DailyBudget { Runs = 9, RunMinutes = 60 },
                },
            }
        );
        lab.Upstream.Seen.Clear();
        return lab;
    }

    private static bool IsRunsOf1000(SeenRequest request) =>
        request.Path.EndsWith("/runs/", StringComparison.Ordinal)
        && request.Query.Contains("job_definition_id=1000", StringComparison.Ordinal);

    private static string Ended(UpstreamLab lab, long run, TimeProvider clock, int minutes)
    {
        // That its clock differs a little from the gate's is how accounts elsewhere are.
        var made = clock.GetUtcNow().Date.AddHours(12).AddSeconds(5);
        string At(DateTime time) => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + "+00:00";
        return lab.Upstream.Run(
            run,
            $",\"created_at\":\"{At(made)}\",\"started_at\":\"{At(made)}\",\"finished_at\":\"{At(made.AddMinutes(minutes))}\""
        );
    }

    private static Task ForSettledAsync(UpstreamLab lab, FakeTimeProvider clock, string measure, long used) =>
        Until.HoldsAsync(
            async () =>
            {
                clock.Advance(TimeSpan.FromMinutes(1));
                return await UsedAsync(lab, measure) == used;
            },
            () => $"{measure} used are {used}",
            Cancellation
        );

    private static async Task<long> UsedAsync(UpstreamLab lab, string measure)
    {
        await using var db = await lab.Server.DatabaseAsync();
        return await db.BudgetUses.Where(u => u.Measure == measure).SumAsync(u => u.Used, Cancellation);
    }
}
