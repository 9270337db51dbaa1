using System.Text;
using Headgate.Platform.Webhooks.Delivery;
using Headgate.Platform.Webhooks.Keeping;
using Headgate.Platform.Webhooks.Making;
using Headgate.Store.Model;
using Headgate.Store.Tests;
using Headgate.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Tests.Webhooks;

public sealed class DeliveryTests
{
    private static CancellationToken Cancellation => WebhooksFixture.Cancellation;

    [Fact]
    public async Task An_event_is_posted_once_signed_over_the_exact_bytes_and_its_receipt_keeps_no_signature()
    {
        await using var receiver = await TestReceiver.StartAsync(async (http, _) => await http.Response.WriteAsync("thanks"));
        await using var fixture = await WebhooksFixture.CreateAsync();
        var job = await fixture.Store.AddJobAsync(j => j.Name = "Überprüfung 日本 😀");
        var subscription = await fixture.SubscribeAsync(receiver.Url);
        await fixture.RunAsync(job, RunStatus.Success);

        await fixture.DeliverAsync();
        await fixture.DeliverAsync();

        receiver.Count.ShouldBe(1);
        var post = await receiver.Posts.ReadAsync(Cancellation);
        post.Headers["Content-Type"].ShouldBe("application/json");
        post.IsSignedWith(WebhooksFixture.Secret).ShouldBeTrue();
        post.IsSignedWith("another").ShouldBeFalse();
        post.Json.GetProperty("data").GetProperty("jobName").GetString().ShouldBe("Überprüfung 日本 😀");
        Encoding.UTF8.GetString(post.Body).ShouldContain("Überprüfung 日本", Case.Sensitive);
        var sent = (await fixture.EventsAsync()).ShouldHaveSingleItem();
        sent.Status.ShouldBe(WebhookEventStatus.Delivered);
        var receipt = (await fixture.ReceiptsAsync()).ShouldHaveSingleItem();
        (receipt.HttpStatusCode, receipt.ErrorCode, receipt.ResponseBody).ShouldBe((200, null, "thanks"));
        receipt.RequestBody.ShouldBe(Encoding.UTF8.GetString(post.Body));
        receipt.RequestHeaders.ShouldNotContain(post.Headers["Authorization"]);
        var after = await fixture.GetAsync(subscription);
        (after.HttpStatusCode, after.DispatchedAt).ShouldBe((200, receipt.DispatchedAt));
    }

    [Fact]
    public async Task After_a_failure_the_same_event_comes_again_when_its_pause_is_over()
    {
        await using var receiver = await TestReceiver.StartAsync(number => number == 1 ? 500 : 200);
        await using var fixture = await WebhooksFixture.CreateAsync();
        var job = await fixture.Store.AddJobAsync();
        var subscription = await fixture.SubscribeAsync(receiver.Url);
        await fixture.RunAsync(job, RunStatus.Success);

        await fixture.DeliverAsync();
        (await fixture.GetAsync(subscription)).ConsecutiveFailures.ShouldBe(1);
        fixture.Clock.Advance(TimeSpan.FromSeconds(14));
        await fixture.DeliverAsync();
        receiver.Count.ShouldBe(1);
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        await fixture.DeliverAsync();

        receiver.Count.ShouldBe(2);
        var (first, second) = (await receiver.Posts.ReadAsync(Cancellation), await receiver.Posts.ReadAsync(Cancellation));
        second.Body.ShouldBe(first.Body);
        (await fixture.ReceiptsAsync()).Select(r => (r.Attempt, r.HttpStatusCode)).ShouldBe([(1, 500), (2, 200)]);
        (await fixture.GetAsync(subscription)).ConsecutiveFailures.ShouldBe(0);
    }

    [Fact]
    public async Task Of_a_run_that_failed_errored_comes_before_completed_even_where_it_has_to_be_sent_again()
    {
        await using var receiver = await TestReceiver.StartAsync(number => number == 1 ? 500 : 200);
        await using var fixture = await WebhooksFixture.CreateAsync();
        var job = await fixture.Store.AddJobAsync();
        await fixture.SubscribeAsync(receiver.Url, s => s.EventTypes = [.. EventTypes.All]);
        await fixture.RunAsync(job, RunStatus.Error);
        await fixture.DeliverAsync();
        await fixture.DeliverAsync();
        receiver.Count.ShouldBe(1, "what comes after it waits for it");
        await fixture.RunAsync(job, RunStatus.Success);
        await fixture.DeliverAsync();
        receiver.Count.ShouldBe(2, "the other run's event does not");
        (await fixture.Ledger.NextDueAsync(Cancellation)).ShouldBe(
            fixture.Clock.GetUtcNow() + TimeSpan.FromSeconds(15),
            "what waits is not due"
        );
        fixture.Clock.Advance(TimeSpan.FromSeconds(15));
        for (var i = 0; i < 4; i++)
        {
            await fixture.DeliverAsync();
        }

        var types = new List<string?>();
        while (types.Count < 4)
        {
            types.Add((await receiver.Posts.ReadAsync(Cancellation)).Json.GetProperty("eventType").GetString());
        }
        types.ShouldBe([EventTypes.Errored, EventTypes.Completed, EventTypes.Errored, EventTypes.Completed]);
    }

    [Fact]
    public async Task Five_failures_in_a_row_switch_a_subscription_off_and_say_why()
    {
        await using var receiver = await TestReceiver.StartAsync(_ => 500);
        await using var fixture = await WebhooksFixture.CreateAsync();
        var job = await fixture.Store.AddJobAsync();
        var subscription = await fixture.SubscribeAsync(receiver.Url);
        await fixture.RunAsync(job, RunStatus.Success);
        for (var hour = 0; hour < 8; hour++)
        {
            await fixture.DeliverAsync();
            fixture.Clock.Advance(TimeSpan.FromHours(1));
        }

        receiver.Count.ShouldBe(5);
        var after = await fixture.GetAsync(subscription);
        after.Active.ShouldBeFalse();
        after.DeactivateReason!.ShouldContain("500");
        (await fixture.EventsAsync()).ShouldHaveSingleItem().Status.ShouldBe(WebhookEventStatus.Failed);
        (await fixture.ReceiptsAsync()).Count.ShouldBe(5);
    }

    [Fact]
    public async Task An_event_that_waits_is_not_sent_any_more_when_its_subscription_is_deleted()
    {
        await using var receiver = await TestReceiver.StartAsync(_ => 500);
        await using var fixture = await WebhooksFixture.CreateAsync();
        var job = await fixture.Store.AddJobAsync();
        await fixture.SubscribeAsync(receiver.Url);
        await fixture.RunAsync(job, RunStatus.Success);
        await fixture.DeliverAsync();
        await using (var db = await fixture.Store.OpenDbAsync())
        {
            await db.WebhookSubscriptions.ExecuteUpdateAsync(set => set.SetProperty(s => s.State, RowState.Deleted), Cancellation);
        }
        fixture.Clock.Advance(TimeSpan.FromHours(1));
        await fixture.DeliverAsync();

        receiver.Count.ShouldBe(1);
        (await fixture.EventsAsync()).ShouldHaveSingleItem().NextAttemptAt.ShouldBeNull();
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    public async Task A_redirect_is_a_failure_and_not_followed(int status)
    {
        await using var receiver = await TestReceiver.StartAsync(
            (http, _) =>
            {
                http.Response.StatusCode = status;
                http.Response.Headers.Location = "/elsewhere";
                return Task.CompletedTask;
            }
        );
        await using var fixture = await WebhooksFixture.CreateAsync();
        var job = await fixture.Store.AddJobAsync();
        await fixture.SubscribeAsync(receiver.Url);
        await fixture.RunAsync(job, RunStatus.Success);

        await fixture.DeliverAsync();

        receiver.Count.ShouldBe(1);
        (await fixture.ReceiptsAsync()).ShouldHaveSingleItem().ErrorCode.ShouldBe("redirect");
    }

    [Fact]
    public async Task A_silent_receiver_is_left_after_ten_seconds_and_holds_up_nobody_else()
    {
        var end = new TaskCompletionSource();
        await using var slow = await TestReceiver.StartAsync((_, _) => end.Task);
        await using var quick = await TestReceiver.StartAsync(_ => 204);
        await using var fixture = await WebhooksFixture.CreateAsync();
        var job = await fixture.Store.AddJobAsync();
        var silent = await fixture.SubscribeAsync(slow.Url);
        var answering = await fixture.SubscribeAsync(quick.Url);
        for (var i = 0; i < 4; i++)
        {
            await fixture.RunAsync(job, RunStatus.Success);
        }
        await fixture.Get<OutboxReader>().ReadAsync(Cancellation);
        await Until.HoldsAsync(
            async () =>
            {
                await fixture.Deliveries.StartAsync(isNew: true, Cancellation);
                return (await fixture.ReceiptsAsync()).Count(r => r.SubscriptionId == answering.Id) == 4;
            },
            "the quick receiver has all four",
            Cancellation
        );
        await slow.Posts.ReadAsync(Cancellation);
        await slow.Posts.ReadAsync(Cancellation);
        slow.Count.ShouldBe(DeliveryRoom.AtOnceForOne);

        fixture.Clock.Advance(TimeSpan.FromSeconds(10));
        await fixture.Deliveries.WhenIdleAsync();
        end.SetResult();

        var receipts = await fixture.ReceiptsAsync();
        receipts.Where(r => r.SubscriptionId == silent.Id).ShouldAllBe(r => r.ErrorCode == "timeout" && r.HttpStatusCode == 0);
        receipts.Count(r => r.SubscriptionId == answering.Id && r.HttpStatusCode == 204).ShouldBe(4);
    }

    [Fact]
    public async Task A_receiver_that_answers_without_end_is_read_for_64_KiB()
    {
        var chunk = new byte[16 * 1024];
        Array.Fill(chunk, (byte)'x');
        await using var receiver = await TestReceiver.StartAsync(
            async (http, _) =>
            {
                while (!http.RequestAborted.IsCancellationRequested)
                {
                    await http.Response.Body.WriteAsync(chunk, http.RequestAborted);
                }
            }
        );
        await using var fixture = await WebhooksFixture.CreateAsync();
        var job = await fixture.Store.AddJobAsync();
        await fixture.SubscribeAsync(receiver.Url);
        await fixture.RunAsync(job, RunStatus.Success);

        await fixture.DeliverAsync();

        (await fixture.ReceiptsAsync()).ShouldHaveSingleItem().ResponseBody!.Length.ShouldBe(64 * 1024);
    }

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [InlineData(TestStore.Postgres)]
    public async Task A_backlog_reaches_its_receivers_once_each_while_another_one_is_silent(string database)
    {
        var end = new TaskCompletionSource();
        await using var silent = await TestReceiver.StartAsync((_, _) => end.Task);
        await using var quick = await TestReceiver.StartAsync(_ => 200);
        await using var fixture = await WebhooksFixture.CreateAsync(database);
        await fixture.Store.AddJobAsync();
        foreach (var receiver in new[] { silent, quick })
        {
            var subscription = await fixture.SubscribeAsync(receiver.Url);
            await using var db = await fixture.Store.OpenDbAsync();
            db.AddRange(
                Enumerable
                    .Range(0, 600)
                    .Select(_ => new WebhookEvent
                    {
                        Id = WebhookIds.Event(),
                        AccountId = subscription.AccountId,
                        SubscriptionId = subscription.Id,
                        EventType = EventTypes.Completed,
                        Payload = "{}",
                        NextAttemptAt = fixture.Clock.GetUtcNow(),
                        CreatedAt = fixture.Clock.GetUtcNow(),
                    })
            );
            await db.SaveChangesAsync(Cancellation);
        }

        await fixture.Deliveries.StartAsync(isNew: true, Cancellation);
        await Until.HoldsAsync(
            async () =>
            {
                await fixture.Deliveries.StartAsync(isNew: false, Cancellation);
                return (await fixture.ReceiptsAsync()).Count == 600;
            },
            "the quick receiver has all of its",
            Cancellation
        );

        (quick.Count, silent.Count).ShouldBe((600, DeliveryRoom.AtOnceForOne));
        fixture.Clock.Advance(TimeSpan.FromSeconds(10));
        await fixture.Deliveries.WhenIdleAsync();
        end.SetResult();
        (await fixture.ReceiptsAsync()).Count(r => r.ErrorCode == "timeout").ShouldBe(DeliveryRoom.AtOnceForOne);
    }

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [InlineData(TestStore.Postgres)]
    public async Task An_attempt_that_a_crash_cut_off_is_made_again_with_the_same_event(string database)
    {
        await using var receiver = await TestReceiver.StartAsync(_ => 200);
        await using var fixture = await WebhooksFixture.CreateAsync(database);
        var job = await fixture.Store.AddJobAsync();
        await fixture.SubscribeAsync(receiver.Url);
        await fixture.RunAsync(job, RunStatus.Success);
        await fixture.Get<OutboxReader>().ReadAsync(Cancellation);

        // A server that dies here has claimed the attempt and written nothing about its end.
        var due = (await fixture.Ledger.DueAsync([], 10, Cancellation)).ShouldHaveSingleItem();
        var seenByAnother = (await fixture.Ledger.DueAsync([], 10, Cancellation)).ShouldHaveSingleItem();
        (await fixture.Ledger.ClaimAsync([due], Cancellation)).ShouldHaveSingleItem().Attempts.ShouldBe(1);
        (await fixture.Ledger.ClaimAsync([seenByAnother], Cancellation)).ShouldBeEmpty("one attempt belongs to one node");
        await fixture.DeliverAsync();
        receiver.Count.ShouldBe(0);

        fixture.Clock.Advance(DeliveryLedger.Claim + TimeSpan.FromSeconds(1));
        await fixture.DeliverAsync();

        (await receiver.Posts.ReadAsync(Cancellation)).Json.GetProperty("eventId").GetString().ShouldBe(due.Id);
        (await fixture.EventsAsync()).ShouldHaveSingleItem().Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task The_dispatcher_delivers_what_an_earlier_server_left_and_tries_again_by_itself()
    {
        await using var receiver = await TestReceiver.StartAsync(number => number == 1 ? 503 : 200);
        await using var fixture = await WebhooksFixture.CreateAsync();
        var job = await fixture.Store.AddJobAsync();
        await fixture.SubscribeAsync(receiver.Url);
        await fixture.RunAsync(job, RunStatus.Success);

        var dispatcher = fixture.Dispatcher();
        await dispatcher.StartAsync(Cancellation);
        await receiver.Posts.ReadAsync(Cancellation);
        await Until.HoldsAsync(async () => (await fixture.ReceiptsAsync()).Count == 1, "the first attempt is kept", Cancellation);
        await Until.HoldsAsync(
            () =>
            {
                fixture.Clock.Advance(TimeSpan.FromMilliseconds(500));
                return receiver.Count == 2;
            },
            "the second attempt comes",
            Cancellation
        );
        await Until.HoldsAsync(
            async () => (await fixture.EventsAsync())[0].Status == WebhookEventStatus.Delivered,
            "the event is delivered",
            Cancellation
        );
        await dispatcher.StopAsync(Cancellation);
    }
}
