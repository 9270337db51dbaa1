using System.Net.Http.Json;
using System.Text.Json;
using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;
using Headgate.Gate.Recording;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Headgate.Attacks.Tests.Upstreams;

/// <summary>What belongs to one account elsewhere, or to one agent, never serves another.</summary>
public sealed class SeparateAccountsTests
{
    private const int Times = 10_000;
    private const int AtOnce = 8;
    private const string OtherToken = "dbtc_otherTokenOfAnotherAccount";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    [Attack("UPS-07")]
    public async Task The_same_ids_in_two_accounts_are_two_things()
    {
        await using var lab = await UpstreamLab.StartAsync();
        await using var other = await OtherAsync(lab);
        using var foreign = lab.Server.ClientFor(lab.Keys["foreign"], "Bearer");
        using var trigger = lab.Server.ClientFor(lab.Keys["trigger"], "Bearer");
        await Parallel.ForAsync(
            0,
            Times,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancellation },
            async (_, cancellation) =>
            {
                var there = await foreign.GetStringAsync($"{other.A}/jobs/1000/", cancellation);
                there.ShouldContain("\"name\":\"Payroll build\"");
                using var here = await trigger.PostAsJsonAsync($"{lab.A}/jobs/1000/run/", new { cause = "x" }, cancellation);
                (await here.EnsureSuccessStatusCode().Content.ReadAsStringAsync(cancellation)).ShouldContain("\"project_id\":10");
            }
        );
        lab.Upstream.Seen.Count(r => r.Method == "POST").ShouldBe(Times);
        other.Seen.ShouldNotContain(r => r.Method == "POST");

        (await lab.GetAsync("reader", $"{lab.A}/jobs/1000/")).Data.GetProperty("name").GetString().ShouldBe("Nightly build");
        var crossed = await lab.GetAsync("reader", $"{other.A}/jobs/1000/");
        (crossed.Status, crossed.Decision.Reason).ShouldBe((404, "wrong-account"));
        other.Seen.ShouldAllBe(r => r.Header("Authorization") == "Token " + OtherToken);
        lab.Upstream.Seen.ShouldAllBe(r => r.Header("Authorization") == "Token " + UpstreamLab.Token);
    }

    [Fact]
    [Attack("UPS-07")]
    [Attack("APR-02")]
    public async Task A_yes_a_budget_and_a_name_of_a_call_are_those_of_one_account()
    {
        await using var lab = await UpstreamLab.StartAsync();
        await using var other = await OtherAsync(lab);
        var asks = new GrantConditions
        {
            Approval = new ApprovalCondition(),
            Budget = new DailyBudget { Runs = 3 },
        };
        await lab.AddAgentAsync("asker", "prod", new NewGrant("runs.trigger", "full") { When = asks });
        await lab.AddAgentAsync("other asker", "other", new NewGrant("runs.trigger", "full") { When = asks });
        var (here, there) = ($"{lab.A}/jobs/1000/run/", $"{other.A}/jobs/1000/run/");
        const string body = """{"cause":"x"}""";

        var asked = await lab.PostAsync("asker", here, body, "k1");
        var otherAsked = await lab.PostAsync("other asker", there, body, "k1");
        Approval(asked).ShouldNotBe(Approval(otherAsked));
        await ApproveAsync(lab, Approval(asked));
        (await lab.PostAsync("other asker", there, body, "k1")).Decision.Decision.ShouldBe("Held", "the yes is for the other account");
        var run = await lab.PostAsync("asker", here, body, "k1");
        run.Data.GetProperty("project_id").GetInt64().ShouldBe(10);
        (await lab.PostAsync("other asker", there, body, "k1")).Decision.Decision.ShouldBe("Held", "and so is the answer that is kept");
        await ApproveAsync(lab, Approval(otherAsked));
        (await lab.PostAsync("other asker", there, body, "k1")).Data.GetProperty("project_id").GetInt64().ShouldBe(20);
        (await lab.PostAsync("asker", here, body, "k1")).Data.GetProperty("project_id").GetInt64().ShouldBe(10);
        (lab.Upstream.Seen.Count(r => r.Method == "POST"), other.Seen.Count(r => r.Method == "POST")).ShouldBe((1, 1));

        await using var db = await lab.Server.DatabaseAsync();
        // An agent's name is unique in the installation's account, and it works in one account elsewhere: so are budgets.
        (await db.BudgetUses.Where(u => u.Measure == "runs").Select(u => u.Used).ToListAsync(Cancellation)).ShouldBe([1, 1]);
        (await db.KeyedCalls.Select(c => c.CalledAccountId).Order().ToListAsync(Cancellation)).ShouldBe([70001, 70002]);
    }

    [Fact]
    [Attack("UPS-08")]
    public async Task Agents_of_different_scopes_never_get_each_others_answers()
    {
        await using var lab = await UpstreamLab.StartAsync();
        using var narrow = lab.Server.ClientFor(lab.Keys["reader"], "Bearer");
        using var wide = lab.Server.ClientFor(lab.Keys["boss"], "Bearer");
        await Parallel.ForAsync(
            0,
            Times,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = Cancellation },
            async (_, _) =>
            {
                var both = await Task.WhenAll(IdsAsync(narrow, lab), IdsAsync(wide, lab));
                both[0].ShouldBe("1000 1001 of 2");
                both[1].ShouldBe("1000 1001 2000 of 3");
            }
        );
        var agents = lab.Server.Services.GetRequiredService<AgentRegistry>();
        var reader = (await agents.ListAsync(lab.Server.AccountId, Cancellation)).Single(a => a.Name == "reader");
        var by = ChangeActor.Operator;
        await agents.PutGrantAsync(lab.Server.AccountId, reader.Id, new NewGrant("jobs", "off") { ProjectIds = [10] }, by, Cancellation);
        await agents.PutGrantAsync(lab.Server.AccountId, reader.Id, new NewGrant("jobs", "read") { JobIds = [1001] }, by, Cancellation);
        (await IdsAsync(narrow, lab)).ShouldBe("1001 of 1");
    }

    private static async Task<FakeAccount> OtherAsync(UpstreamLab lab)
    {
        var other = new FakeAccount(70002);
        other.Script = r =>
            r.Path.EndsWith("/jobs/1000/", StringComparison.Ordinal) ? Reply.Data(other.Job(1000, 20, 200, "Payroll build"))
            : r.Path.EndsWith("/run/", StringComparison.Ordinal) ? Reply.Data(other.Run(5002, 1000, 20, 200))
            : null;
        (await lab.AddUpstreamAsync("other", other.Address, OtherToken)).ShouldBe(201);
        await lab.AddAgentAsync("foreign", "other", new NewGrant("jobs", "read") { ProjectIds = [20] });
        other.Seen.Clear();
        return other;
    }

    private static async Task<string> IdsAsync(HttpClient client, UpstreamLab lab)
    {
        var list = await client.GetFromJsonAsync<JsonElement>($"{lab.A}/jobs/", Cancellation);
        var ids = list.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("id").GetInt64());
        return $"{string.Join(' ', ids)} of {list.GetProperty("extra").GetProperty("pagination").GetProperty("total_count").GetInt64()}";
    }

    private static long Approval(LabAnswer asked) => asked.Data.GetProperty("approval_id").GetInt64();

    private static async Task ApproveAsync(UpstreamLab lab, long id)
    {
        using var answer = await lab.Server.Admin.PostAsJsonAsync(
            $"/api/gate/v1/accounts/{lab.Server.AccountId}/approvals/{id}/decide/",
            new { decision = "approve" },
            Cancellation
        );
        answer.EnsureSuccessStatusCode();
    }
}
