using Headgate.Platform.Webhooks.Delivery;
using Headgate.Platform.Webhooks.Making;
using Headgate.Store.Model;
using Headgate.Store.Tests;
using Headgate.Testing;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Tests.Webhooks;

public sealed class EventReplayTests
{
    private static CancellationToken Cancellation => WebhooksFixture.Cancellation;

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [InlineData(TestStore.Postgres)]
    public async Task One_event_comes_again_with_the_same_bytes_and_all_its_attempts(string database)
    {
        await using var receiver = await TestReceiver.StartAsync(number => number is 1 or 3 ? 200 : 500);
        await using var fixture = await WebhooksFixture.CreateAsync(database);
        var job = await fixture.Store.AddJobAsync();
        var subscription = await fixture.SubscribeAsync(receiver.Url);
        await fixture.RunAsync(job, RunStatus.Success);
        await fixture.DeliverAsync();
        var first = (await fixture.EventsAsync()).ShouldHaveSingleItem();

        (await ReplayAsync(fixture, subscription, new() { EventId = first.Id })).ShouldBe(1);
        await fixture.DeliverAsync();
        receiver.Count.ShouldBe(2);
        (await fixture.EventsAsync())[0].Status.ShouldBe(WebhookEventStatus.Pending, "a replay that is not received is tried again");
        fixture.Clock.Advance(TimeSpan.FromSeconds(15));
        await fixture.DeliverAsync();

        var posts = new List<ReceivedPost>();
        while (posts.Count < 3)
        {
            posts.Add(await receiver.Posts.ReadAsync(Cancellation));
        }
        posts.ShouldAllBe(p => p.Body.SequenceEqual(posts[0].Body) && p.IsSignedWith(WebhooksFixture.Secret));
        posts[0].Json.GetProperty("eventId").GetString().ShouldBe(first.Id);
        (await fixture.EventsAsync()).ShouldHaveSingleItem().Status.ShouldBe(WebhookEventStatus.Delivered);
        (await fixture.ReceiptsAsync()).Select(r => r.HttpStatusCode).ShouldBe([200, 500, 200]);
    }

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [InlineData(TestStore.Postgres)]
    public async Task A_span_of_time_brings_what_happened_in_it_also_what_happened_while_the_subscription_was_off(string database)
    {
        await using var receiver = await TestReceiver.StartAsync(_ => 200);
        await using var fixture = await WebhooksFixture.CreateAsync(database);
        var (job, other) = (await fixture.Store.AddJobAsync(), await fixture.Store.AddJobAsync());
        var subscription = await fixture.SubscribeAsync(receiver.Url, s => s.JobIds = [job.Id]);
        await fixture.RunAsync(job, RunStatus.Success);
        await fixture.DeliverAsync();
        fixture.Clock.Advance(TimeSpan.FromHours(1));
        var since = fixture.Clock.GetUtcNow();
        await fixture.RunAsync(job, RunStatus.Cancelled);
        await fixture.DeliverAsync();
        await SwitchAsync(fixture, on: false);
        fixture.Clock.Advance(TimeSpan.FromMinutes(1));
        await fixture.RunAsync(other, RunStatus.Success);
        var missed = await fixture.RunAsync(job, RunStatus.Error);
        await fixture.DeliverAsync();
        receiver.Count.ShouldBe(2);
        await SwitchAsync(fixture, on: true);
        fixture.Clock.Advance(TimeSpan.FromMinutes(1));

        var request = new ReplayRequest { Since = since };
        var plan = await PlanAsync(fixture, subscription, request);
        (plan.Problem, plan.Again.Count, plan.Missed.Count).ShouldBe((null, 1, 1));
        (await PlanAsync(fixture, subscription, new() { Since = since, OnlyFailed = true })).Count.ShouldBe(1);
        (await PlanAsync(fixture, subscription, new() { Since = since, Until = since.AddSeconds(1) })).Count.ShouldBe(1);
        receiver.Count.ShouldBe(2, "a plan sends nothing");

        (await ReplayAsync(fixture, subscription, request)).ShouldBe(2);
        await fixture.DeliverAsync();

        receiver.Count.ShouldBe(4);
        var events = await fixture.EventsAsync();
        events.Select(e => e.EventType).ShouldBe([EventTypes.Completed, EventTypes.Completed, EventTypes.Completed]);
        events[^1].RunId.ShouldBe(missed.Id);
        (await PlanAsync(fixture, subscription, request)).Missed.ShouldBeEmpty("what was made once is not made again");
    }

    [Fact]
    public async Task What_waits_already_tests_and_others_events_are_refused_in_a_sentence()
    {
        await using var fixture = await WebhooksFixture.CreateAsync();
        var job = await fixture.Store.AddJobAsync();
        var subscription = await fixture.SubscribeAsync(new Uri("http://127.0.0.1:1/"));
        await fixture.SubscribeAsync(new Uri("http://127.0.0.1:1/"));
        await fixture.RunAsync(job, RunStatus.Success);
        await fixture.Get<OutboxReader>().ReadAsync(Cancellation);
        var events = await fixture.EventsAsync();
        await using (var db = await fixture.Store.OpenDbAsync())
        {
            var test = TestEvent.For(subscription, fixture.Clock.GetUtcNow());
            test.Status = WebhookEventStatus.Delivered;
            db.Add(test);
            await db.SaveChangesAsync(Cancellation);
            (await PlanAsync(fixture, subscription, new() { EventId = test.Id })).Problem!.ShouldContain("test");
        }

        (await PlanAsync(fixture, subscription, new() { EventId = events[0].Id })).Problem!.ShouldContain("waits");
        (await PlanAsync(fixture, subscription, new() { EventId = events[1].Id })).Problem!.ShouldContain("no such event");
        (
            await PlanAsync(
                fixture,
                subscription,
                new() { Since = fixture.Clock.GetUtcNow().AddDays(-1), Until = fixture.Clock.GetUtcNow().AddDays(1) }
            )
        ).Count.ShouldBe(0, "neither what waits nor a test");
    }

    [Fact]
    public async Task More_than_a_thousand_events_at_once_are_refused_and_none_is_sent()
    {
        await using var fixture = await WebhooksFixture.CreateAsync();
        await fixture.Store.AddJobAsync();
        var subscription = await fixture.SubscribeAsync(new Uri("http://127.0.0.1:1/"));
        var at = fixture.Clock.GetUtcNow();
        await using (var db = await fixture.Store.OpenDbAsync())
        {
            db.AddRange(
                Enumerable
                    .Range(0, EventReplay.Most + 1)
                    .Select(i => new WebhookEvent
                    {
                        Id = WebhookIds.Event(),
                        AccountId = subscription.AccountId,
                        SubscriptionId = subscription.Id,
                        EventType = EventTypes.Completed,
                        Payload = "{}",
                        Status = WebhookEventStatus.Failed,
                        CreatedAt = at.AddMilliseconds(i),
                    })
            );
            await db.SaveChangesAsync(Cancellation);
        }
        fixture.Clock.Advance(TimeSpan.FromMinutes(1));

        (await PlanAsync(fixture, subscription, new() { Since = at })).Problem!.ShouldContain("1000");
        (await ReplayAsync(fixture, subscription, new() { Since = at.AddMilliseconds(1) })).ShouldBe(EventReplay.Most);
    }

    private static async Task<ReplayPlan> PlanAsync(WebhooksFixture fixture, WebhookSubscription subscription, ReplayRequest request)
    {
        await using var db = await fixture.Store.OpenDbAsync();
        return await fixture.Get<EventReplay>().PlanAsync(db, subscription, db.WebhookEvents, db.Runs, request, Cancellation);
    }

    private static async Task<int> ReplayAsync(WebhooksFixture fixture, WebhookSubscription subscription, ReplayRequest request)
    {
        await using var db = await fixture.Store.OpenDbAsync();
        var plan = await fixture.Get<EventReplay>().PlanAsync(db, subscription, db.WebhookEvents, db.Runs, request, Cancellation);
        plan.Problem.ShouldBeNull();
        return await fixture.Get<EventReplay>().QueueAsync(db, plan, Cancellation);
    }

    private static async Task SwitchAsync(WebhooksFixture fixture, bool on)
    {
        await using var db = await fixture.Store.OpenDbAsync();
        await db.WebhookSubscriptions.ExecuteUpdateAsync(set => set.SetProperty(s => s.Active, on), Cancellation);
    }
}
