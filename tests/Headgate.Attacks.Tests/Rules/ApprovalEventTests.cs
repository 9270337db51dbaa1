using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Gate.Agents;
using Headgate.Gate.Conditions;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Attacks.Tests.Rules;

/// <summary>Webhook events of questions to people: who is told, what, and who is not.</summary>
public sealed class ApprovalEventTests
{
    private static readonly GrantConditions Asks = new() { Approval = new ApprovalCondition() };

    [Attack("APR-13")]
    [Fact]
    public async Task A_question_and_its_answer_are_told_in_the_gates_own_words()
    {
        await using var lab = await RuleLab.StartAsync();
        (await SubscribeAsync(lab, lab.Server.Admin, "approval.requested", "approval.decided")).Status.ShouldBe(HttpStatusCode.Created);
        using var agent = await lab.AgentAsync("asker", Asks);
        var id = await ApprovalTests.AskedAsync(lab, agent, """{"cause":"Approved by Ann <!channel>"}""");
        await lab.RunAsync(agent, """{"cause":"Approved by Ann <!channel>"}""");
        await ApprovalTests.DecideAsync(lab, id, "approve", "Fine.");

        var events = await EventsAsync(lab, 2);
        events.Select(e => e.EventType).ShouldBe(["approval.requested", "approval.decided"]);
        var (asked, decided) = (Data(events[0]), Data(events[1]));
        asked.GetProperty("approvalId").GetString().ShouldBe(id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        asked.GetProperty("agentName").GetString().ShouldBe("asker");
        asked.GetProperty("status").GetString().ShouldBe("waiting");
        asked.GetProperty("effect").GetString()!.ShouldContain("Sales nightly");
        asked.GetProperty("url").GetString()!.ShouldEndWith($"/approvals/{id}");
        decided.GetProperty("status").GetString().ShouldBe("approved");
        decided.GetProperty("decidedBy").ValueKind.ShouldBe(JsonValueKind.String);
        events.ShouldAllBe(e => !e.Payload.Contains("channel", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_agent_listens_to_what_others_ask_nor_turns_the_listening_of_others_to_itself()
    {
        await using var lab = await RuleLab.StartAsync();
        using var nosy = lab.Server.ClientFor(
            await lab.Server.CreateAgentAsync("nosy", new NewGrant("webhook_subscriptions", "full"), new NewGrant("jobs", "read"))
        );
        var (refused, why) = await SubscribeAsync(lab, nosy, "job.run.started", "approval.requested");
        refused.ShouldBe(HttpStatusCode.BadRequest);
        why.GetRawText().ShouldContain("to no agent");

        var (_, made) = await SubscribeAsync(lab, lab.Server.Admin, "approval.requested");
        var id = made.GetProperty("data").GetProperty("id").GetString();
        using var agent = await lab.AgentAsync("asker", Asks);
        await ApprovalTests.AskedAsync(lab, agent, """{"cause":"a"}""");
        var told = (await EventsAsync(lab, 1)).Single();
        var path = $"/api/v3/accounts/{lab.Server.AccountId}/webhooks";
        using (var change = new HttpRequestMessage(HttpMethod.Put, $"{path}/subscription/{id}"))
        {
            change.Content = new StringContent(
                Body("https://attacker.example.com/", "job.run.started"),
                System.Text.Encoding.UTF8,
                "application/json"
            );
            (await nosy.SendAsync(change, RuleLab.Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
        (await nosy.GetAsync($"{path}/event/{told.Id}", RuleLab.Cancellation)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        using var list = await nosy.GetAsync($"{path}/subscription/{id}/events", RuleLab.Cancellation);
        (await list.Content.ReadAsStringAsync(RuleLab.Cancellation)).ShouldNotContain("approval.requested");
        using var own = await lab.Server.Admin.GetAsync($"{path}/subscription/{id}/events", RuleLab.Cancellation);
        (await own.Content.ReadAsStringAsync(RuleLab.Cancellation)).ShouldContain("approval.requested");
    }

    private static JsonElement Data(WebhookEvent told) => JsonElement.Parse(told.Payload).GetProperty("data");

    private static Task<(HttpStatusCode Status, JsonElement Body)> SubscribeAsync(RuleLab lab, HttpClient client, params string[] types) =>
        RuleLab.PostAsync(
            client,
            $"/api/v3/accounts/{lab.Server.AccountId}/webhooks/subscriptions",
            Body("https://hooks.example.com/x", types)
        );

    private static string Body(string url, params string[] types) =>
        new JsonObject
        {
            ["name"] = "questions",
            ["client_url"] = url,
            ["event_types"] = new JsonArray([.. types.Select(t => (JsonNode)t)]),
            ["job_ids"] = new JsonArray(),
        }.ToJsonString();

    private static async Task<List<WebhookEvent>> EventsAsync(RuleLab lab, int count)
    {
        var events = new List<WebhookEvent>();
        await Until.HoldsAsync(
            async () =>
            {
                await using var db = await lab.Server.DatabaseAsync();
                events = await db.WebhookEvents.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync(RuleLab.Cancellation);
                return events.Count == count;
            },
            () => $"{count} events are made, and there are {events.Count}",
            RuleLab.Cancellation
        );
        return events;
    }
}
