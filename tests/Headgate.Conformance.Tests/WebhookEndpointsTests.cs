using System.Text.Json;
using Headgate.Gate.Agents;
using Headgate.Store.Model;
using Headgate.Testing;

namespace Headgate.Conformance.Tests;

/// <summary>Events, receipts and test calls of webhook subscriptions against the official description.</summary>
public sealed class WebhookEndpointsTests(ConformanceServer shared)
{
    private const string Root = "/api/v3/accounts/{account_id}/webhooks/";

    private string V3 => shared.Server.V3 + "webhooks/";

    [Fact]
    public async Task A_test_call_sends_a_signed_event_whose_receipt_can_be_read_at_every_address()
    {
        await using var receiver = await TestReceiver.StartAsync(_ => 202);
        var (id, secret) = await SubscribeAsync(receiver.Url);

        var test = await ConformAsync($"subscription/{id}/test", "subscription/{subscription_id}/test");
        test.GetProperty("verification_status_code").GetString().ShouldBe("202");
        test.GetProperty("verification_error").ValueKind.ShouldBe(JsonValueKind.Null);
        var post = await receiver.Posts.ReadAsync(TestContext.Current.CancellationToken);
        post.IsSignedWith(secret).ShouldBeTrue();
        var eventId = test.GetProperty("event_id").GetString();
        post.Json.GetProperty("eventId").GetString().ShouldBe(eventId);

        var events = await ConformAsync($"subscription/{id}/events", "subscription/{subscription_id}/events");
        events.EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetString().ShouldBe(eventId);
        (await ConformAsync($"event/{eventId}", "event/{event_id}")).GetProperty("payload").GetString()!.ShouldContain(eventId!);
        var receipts = await ConformAsync(
            $"subscription/{id}/event/{eventId}/receipt",
            "subscription/{subscription_id}/event/{event_id}/receipt"
        );
        var receipt = receipts.EnumerateArray().ShouldHaveSingleItem();
        receipt.GetProperty("http_status_code").GetString().ShouldBe("202");
        var older = await ConformAsync($"event/{eventId}/receipts", "event/{event_id}/receipts");
        older.GetRawText().ShouldBe(receipts.GetRawText());
        var one = await ConformAsync($"receipt/{receipt.GetProperty("id").GetString()}", "receipt/{receipt_id}");
        one.GetRawText().ShouldBe(receipt.GetRawText());
        foreach (var text in new[] { events.GetRawText(), receipts.GetRawText() })
        {
            text.ShouldNotContain(secret);
            text.ShouldNotContain(post.Headers["Authorization"]);
        }
    }

    [Theory]
    [InlineData("subscription/wsu_none/events")]
    [InlineData("subscription/wsu_none/test")]
    [InlineData("subscription/wsu_none/event/wev_none/receipt")]
    [InlineData("event/wev_none")]
    [InlineData("event/wev_none/receipts")]
    [InlineData("receipt/wre_none")]
    public async Task What_does_not_exist_is_not_found(string path) => (await shared.SendAsync("GET", V3 + path)).Status.ShouldBe(404);

    [Fact]
    public async Task An_event_is_found_below_its_own_subscription_only()
    {
        var (one, _) = await SubscribeAsync(new Uri("http://127.0.0.1:1/"));
        var (other, _) = await SubscribeAsync(new Uri("http://127.0.0.1:1/"));
        var test = await ConformAsync($"subscription/{one}/test", "subscription/{subscription_id}/test");
        test.GetProperty("verification_status_code").GetString().ShouldBe("0");
        test.GetProperty("verification_error").GetString().ShouldNotBeNullOrEmpty();
        var id = test.GetProperty("event_id").GetString();
        (await shared.SendAsync("GET", $"{V3}subscription/{other}/event/{id}/receipt")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_scoped_agent_reads_events_of_its_project_and_no_others()
    {
        var theirs = await AddEventAsync(shared.Payroll);
        var own = await AddEventAsync(shared.Sales);
        var everything = await AddEventAsync(null);
        var key = await shared.Server.CreateAgentAsync(
            "events of sales",
            new NewGrant("webhook_subscriptions", "read") { ProjectIds = [shared.Sales.Id] }
        );
        using var agent = shared.Server.ClientFor(key, "Bearer");
        foreach (var path in Paths(own))
        {
            (await ConformanceServer.SendAsync(agent, "GET", V3 + path)).Status.ShouldBe(200, path);
        }
        foreach (var path in Paths(theirs).Concat(Paths(everything)))
        {
            var (status, body) = await ConformanceServer.SendAsync(agent, "GET", V3 + path);
            status.ShouldBe(404, path);
            body.GetRawText().ShouldNotContain("the payload");
        }
        (await ConformanceServer.SendAsync(agent, "GET", $"{V3}subscription/{own.SubscriptionId}/test")).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_receivers_address_inside_is_refused_by_name()
    {
        foreach (var url in new[] { "http://10.0.0.5/", "http://169.254.169.254/", shared.Server.Url.ToString() })
        {
            var (status, answer) = await shared.SendAsync("POST", V3 + "subscriptions", Body(new Uri(url)));
            status.ShouldBe(400, url);
            answer.GetProperty("data").TryGetProperty("client_url", out _).ShouldBeTrue();
        }
    }

    private static IEnumerable<string> Paths(WebhookDelivery row) =>
        [
            $"subscription/{row.SubscriptionId}/events",
            $"subscription/{row.SubscriptionId}/event/{row.EventId}/receipt",
            $"event/{row.EventId}",
            $"event/{row.EventId}/receipts",
            $"receipt/{row.Id}",
        ];

    private Task<JsonElement> ConformAsync(string path, string specPath) => shared.ConformAsync("GET", V3 + path, "v3", Root + specPath);

    private object Body(Uri receiver) =>
        new
        {
            name = "alerts",
            client_url = receiver.ToString(),
            event_types = new[] { "job.run.completed" },
            job_ids = new[] { shared.Sales.JobId },
            active = true,
        };

    private async Task<(string Id, string Secret)> SubscribeAsync(Uri receiver)
    {
        var made = await shared.ConformAsync("POST", V3 + "subscriptions", "v3", Root + "subscriptions", Body(receiver), 201);
        return (made.GetProperty("id").GetString()!, made.GetProperty("hmac_secret").GetString()!);
    }

    /// <summary>A subscription to a project's job, or to all jobs, with an event and a receipt.</summary>
    private async Task<WebhookDelivery> AddEventAsync(TestProject? project)
    {
        await using var db = await shared.Server.DatabaseAsync();
        var mark = Guid.NewGuid().ToString("N");
        var delivery = new WebhookDelivery
        {
            Id = "wre_" + mark,
            AccountId = shared.Server.AccountId,
            EventId = "wev_" + mark,
            SubscriptionId = "wsu_" + mark,
            Attempt = 1,
            RequestBody = "the payload",
            DispatchedAt = TimeProvider.System.GetUtcNow(),
        };
        var subscription = new WebhookSubscription
        {
            Id = delivery.SubscriptionId,
            AccountId = delivery.AccountId,
            Name = "events",
            ClientUrl = "https://hooks.example.com/",
            EventTypes = ["job.run.errored"],
            JobIds = project is null ? [] : [project.JobId],
            Active = false,
        };
        var made = new WebhookEvent
        {
            Id = delivery.EventId,
            AccountId = delivery.AccountId,
            SubscriptionId = delivery.SubscriptionId,
            EventType = "job.run.errored",
            Payload = "the payload",
            Status = WebhookEventStatus.Failed,
        };
        db.AddRange(subscription, made, delivery);
        await db.SaveChangesAsync();
        return delivery;
    }
}
