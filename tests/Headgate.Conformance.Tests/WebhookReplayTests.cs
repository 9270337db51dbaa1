using System.Text.Json;
using Headgate.Gate.Agents;
using Headgate.Store.Model;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Conformance.Tests;

/// <summary>Replay over the wire: who may, what is refused, what the record says.</summary>
public sealed class WebhookReplayTests(ConformanceServer shared)
{
    [Fact]
    public async Task An_agent_with_full_access_to_the_subscriptions_jobs_replays_and_the_record_says_how_many()
    {
        await using var receiver = await TestReceiver.StartAsync(_ => 200);
        var (subscription, sent) = await AddAsync(shared.Sales, receiver.Url);
        using var agent = await AgentAsync("replays sales", "full", shared.Sales);

        var (status, dry) = await ReplayAsync(agent, subscription, new { event_id = sent, dry_run = true });
        status.ShouldBe(200, dry.GetRawText());
        dry.GetProperty("data")
            .GetRawText()
            .ShouldBe($$"""{"subscription_id":"{{subscription}}","dry_run":true,"event_count":1,"new_event_count":0}""");
        receiver.Count.ShouldBe(0);

        (await ReplayAsync(agent, subscription, new { event_id = sent })).Status.ShouldBe(200);
        (await receiver.Posts.ReadAsync(TestContext.Current.CancellationToken)).Json.GetProperty("eventId").GetString().ShouldBe(sent);
        var records = await RecordsAsync("webhooks.replay");
        records.ShouldContain(r => r.Contains("replays sales\\\" replayed events to", StringComparison.Ordinal));
        records.ShouldContain(r => r.Contains("Also queued 1 event.", StringComparison.Ordinal));
        records.ShouldContain(r => r.Contains("Also counted them only.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_agent_that_reads_and_an_agent_of_another_project_replay_nothing()
    {
        var (subscription, sent) = await AddAsync(shared.Sales, new Uri("http://127.0.0.1:1/"));
        using var reader = await AgentAsync("reads events of sales", "read", shared.Sales);
        using var other = await AgentAsync("replays payroll", "full", shared.Payroll);

        (await ReplayAsync(reader, subscription, new { event_id = sent, dry_run = true })).Status.ShouldBe(403);
        (await ReplayAsync(other, subscription, new { event_id = sent })).Status.ShouldBe(404);
    }

    [Fact]
    public async Task What_is_asked_for_is_one_event_or_a_span_and_nothing_else()
    {
        var (subscription, sent) = await AddAsync(shared.Sales, new Uri("http://127.0.0.1:1/"));
        (object Body, string Field)[] wrong =
        [
            (new { }, "event_id"),
            (new { event_id = sent, since = "2026-01-01" }, "event_id"),
            (new { event_id = sent, only_failed = true }, "event_id"),
            (new { since = "2026-01-02", until = "2026-01-01" }, "until"),
            (new { since = "yesterday" }, "since"),
            (new { event_id = "wev_none" }, "event_id"),
            (new { event_id = sent, everything = true }, "everything"),
        ];
        foreach (var (body, field) in wrong)
        {
            var (status, answer) = await ReplayAsync(shared.Server.Admin, subscription, body);
            status.ShouldBe(400, answer.GetRawText());
            answer.GetProperty("data").TryGetProperty(field, out _).ShouldBeTrue(answer.GetRawText());
        }
        await using (var db = await shared.Server.DatabaseAsync())
        {
            await db
                .WebhookSubscriptions.Where(s => s.Id == subscription)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.Active, false), TestContext.Current.CancellationToken);
        }
        var off = await ReplayAsync(shared.Server.Admin, subscription, new { event_id = sent });
        off.Status.ShouldBe(400);
        off.Body.GetProperty("data").GetProperty("reason").GetString()!.ShouldContain("switched off");
        (await ReplayAsync(shared.Server.Admin, "wsu_none", new { event_id = sent })).Status.ShouldBe(404);
    }

    private Task<(int Status, JsonElement Body)> ReplayAsync(HttpClient client, string subscription, object body) =>
        ConformanceServer.SendAsync(
            client,
            "POST",
            $"/api/gate/v1/accounts/{shared.Server.AccountId}/webhooks/subscription/{subscription}/replay/",
            body
        );

    private async Task<HttpClient> AgentAsync(string name, string level, TestProject project) =>
        shared.Server.ClientFor(
            await shared.Server.CreateAgentAsync(name, new NewGrant("webhook_subscriptions", level) { ProjectIds = [project.Id] }),
            "Bearer"
        );

    private async Task<List<string>> RecordsAsync(string operation)
    {
        var (_, found) = await shared.SendAsync(
            "GET",
            $"/api/gate/v1/accounts/{shared.Server.AccountId}/records/?limit=200&operation={operation}"
        );
        return [.. found.GetProperty("data").EnumerateArray().Select(r => r.GetRawText())];
    }

    /// <summary>A subscription to a project's job with an event that was not received.</summary>
    private async Task<(string Subscription, string Event)> AddAsync(TestProject project, Uri receiver)
    {
        var (status, made) = await shared.SendAsync(
            "POST",
            shared.Server.V3 + "webhooks/subscriptions",
            new
            {
                name = "replayed",
                client_url = receiver.ToString(),
                event_types = new[] { "job.run.completed" },
                job_ids = new[] { project.JobId },
                active = true,
            }
        );
        status.ShouldBe(201, made.GetRawText());
        var subscription = made.GetProperty("data").GetProperty("id").GetString()!;
        var id = "wev_" + Guid.NewGuid().ToString("N");
        await using var db = await shared.Server.DatabaseAsync();
        db.Add(
            new WebhookEvent
            {
                Id = id,
                AccountId = shared.Server.AccountId,
                SubscriptionId = subscription,
                EventType = "job.run.completed",
                Payload = $$"""{"eventId":"{{id}}"}""",
                Status = WebhookEventStatus.Failed,
                CreatedAt = TimeProvider.System.GetUtcNow(),
            }
        );
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        return (subscription, id);
    }
}
