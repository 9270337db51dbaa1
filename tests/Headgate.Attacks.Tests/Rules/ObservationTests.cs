using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;
using Headgate.Gate.Recording;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Headgate.Attacks.Tests.Rules;

/// <summary>Agents that are only observed: what no grant allows passes, and the record says why it would not have.</summary>
public sealed class ObservationTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task What_no_grant_allows_passes_until_the_observation_ends_and_the_record_says_what_would_have_been()
    {
        var clock = new FakeTimeProvider(Noon);
        await using var lab = await RuleLab.StartAsync(clock);
        using var agent = lab.Server.ClientFor(await lab.Server.CreateAgentAsync("newcomer"));
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.Forbidden);

        await ObserveAsync(lab, Noon.AddDays(1));
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.OK);
        var record = Recorded.Of(lab.Server)[^1];
        (record.Decision, record.Reason, record.Observed).ShouldBe(("Allowed", "observed", "action-not-granted"));
        record.Sentence!.ShouldContain("Only observed: Agent \"newcomer\" may not");
        (await agent.GetAsync($"{lab.Server.V2}jobs/?limit=5", RuleLab.Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var suggested = await lab
            .Server.ClientFor(lab.Server.AdminToken)
            .PostAsync(
                $"/api/gate/v1/accounts/{lab.Server.AccountId}/policy/suggest/",
                new StringContent("""{"agent":"newcomer"}""", System.Text.Encoding.UTF8, "application/json"),
                RuleLab.Cancellation
            );
        (await suggested.Content.ReadAsStringAsync(RuleLab.Cancellation)).ShouldContain("runs.trigger");

        clock.Advance(TimeSpan.FromDays(1));
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
        await ObserveAsync(lab, Noon.AddDays(2));
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.OK);
        await ObserveAsync(lab, null);
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_denial_a_budget_a_question_the_gate_itself_and_rights_of_others_hold_all_the_same()
    {
        await using var lab = await RuleLab.StartAsync();
        using var agent = lab.Server.ClientFor(
            await lab.Server.CreateAgentAsync(
                "newcomer",
                new NewGrant("environments", "deny") { ProjectIds = [lab.Project.Id] },
                new NewGrant("runs.trigger", "full") { When = new GrantConditions { Budget = new DailyBudget { Runs = 0 } } }
            )
        );
        await ObserveAsync(lab, TimeProvider.System.GetUtcNow().AddDays(1));
        (await agent.GetAsync($"{lab.Server.V2}jobs/{lab.Project.JobId}/", RuleLab.Cancellation)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await lab.RunAsync(agent, """{"cause":"x"}""")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        (
            await agent.GetAsync(
                $"/api/v3/accounts/{lab.Server.AccountId}/projects/{lab.Project.Id}/environments/{lab.Project.ProductionId}/",
                RuleLab.Cancellation
            )
        ).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        Recorded.Of(lab.Server)[^1].Reason.ShouldBe("explicit-deny");
        using (
            var list = await agent.GetAsync(
                $"/api/v3/accounts/{lab.Server.AccountId}/projects/{lab.Project.Id}/environments/",
                RuleLab.Cancellation
            )
        )
        {
            (await list.Content.ReadAsStringAsync(RuleLab.Cancellation)).ShouldNotContain($"\"id\":{lab.Project.ProductionId},");
        }
        (
            await agent.GetAsync($"/api/gate/v1/accounts/{lab.Server.AccountId}/agents/", RuleLab.Cancellation)
        ).IsSuccessStatusCode.ShouldBeFalse();
        var (status, _) = await RuleLab.PostAsync(
            agent,
            $"/api/v3/accounts/{lab.Server.AccountId}/service-tokens/",
            new JsonObject
            {
                ["name"] = "mine",
                ["permission_grants"] = new JsonArray(new JsonObject { ["permission_set"] = "account_admin" }),
            }.ToJsonString()
        );
        status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task An_observation_is_for_days_and_an_administrator_begins_it()
    {
        await using var lab = await RuleLab.StartAsync();
        var key = await lab.Server.CreateAgentAsync("newcomer");
        var view = (await Agents(lab).ListAsync(lab.Server.AccountId, RuleLab.Cancellation)).Single();
        var path = $"/api/gate/v1/accounts/{lab.Server.AccountId}/agents/{view.Id}/observe/";
        using var admin = lab.Server.ClientFor(lab.Server.AdminToken);
        using var agent = lab.Server.ClientFor(key);
        var now = TimeProvider.System.GetUtcNow();
        (await RuleLab.PostAsync(agent, path, Body(now.AddDays(1)))).Status.ShouldNotBe(HttpStatusCode.OK);
        (await RuleLab.PostAsync(admin, path, Body(now.AddDays(40)))).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await RuleLab.PostAsync(admin, path, Body(now.AddDays(-1)))).Status.ShouldBe(HttpStatusCode.BadRequest);
        var (status, body) = await RuleLab.PostAsync(admin, path, Body(now.AddDays(1)));
        status.ShouldBe(HttpStatusCode.OK);
        body.GetProperty("data").GetProperty("observe_until").ValueKind.ShouldBe(JsonValueKind.String);
        Recorded.Of(lab.Server, "change")[^1].Sentence!.ShouldContain("has agent \"newcomer\" only observed until");
    }

    private static string Body(DateTimeOffset until) => new JsonObject { ["until"] = until }.ToJsonString();

    private static AgentRegistry Agents(RuleLab lab) => lab.Server.Services.GetRequiredService<AgentRegistry>();

    private static async Task ObserveAsync(RuleLab lab, DateTimeOffset? until)
    {
        var view = (await Agents(lab).ListAsync(lab.Server.AccountId, RuleLab.Cancellation)).Single();
        var changed = await Agents(lab).ObserveAsync(lab.Server.AccountId, view.Id, until, ChangeActor.Operator, RuleLab.Cancellation);
        changed.Fault.ShouldBeNull();
    }
}
