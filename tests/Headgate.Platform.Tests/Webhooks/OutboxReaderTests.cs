using Headgate.Platform.Webhooks.Keeping;
using Headgate.Platform.Webhooks.Making;
using Headgate.Store.Model;
using Headgate.Store.Tests;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Tests.Webhooks;

public sealed class OutboxReaderTests
{
    private static readonly Uri Receiver = new("https://hooks.example.com/x");

    [Theory]
    [InlineData(TestStore.Sqlite)]
    [InlineData(TestStore.Postgres)]
    public async Task Each_change_becomes_one_event_however_many_readers_there_are(string database)
    {
        await using var fixture = await WebhooksFixture.CreateAsync(database);
        var job = await fixture.Store.AddJobAsync();
        await fixture.SubscribeAsync(Receiver);
        for (var i = 0; i < 8; i++)
        {
            await fixture.RunAsync(job, RunStatus.Success);
        }

        var readers = Enumerable
            .Range(0, 4)
            .Select(_ => Task.Run(() => fixture.Get<OutboxReader>().ReadAsync(WebhooksFixture.Cancellation)));
        (await Task.WhenAll(readers)).Sum().ShouldBe(8);

        (await fixture.EventsAsync()).Select(e => e.OutboxEventId).Distinct().Count().ShouldBe(8);
        await using var db = await fixture.Store.OpenDbAsync();
        (await db.OutboxEvents.CountAsync(o => o.HandledAt == null, WebhooksFixture.Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task Only_active_subscriptions_that_asked_for_the_job_and_the_event_get_it()
    {
        await using var fixture = await WebhooksFixture.CreateAsync();
        var job = await fixture.Store.AddJobAsync();
        var other = await fixture.Store.AddJobAsync();
        var all = await fixture.SubscribeAsync(Receiver);
        var named = await fixture.SubscribeAsync(Receiver, s => s.JobIds = [other.Id, job.Id]);
        await fixture.SubscribeAsync(Receiver, s => s.JobIds = [other.Id]);
        await fixture.SubscribeAsync(Receiver, s => s.EventTypes = [EventTypes.Started, EventTypes.Errored]);
        await fixture.SubscribeAsync(Receiver, s => s.Active = false);
        await fixture.SubscribeAsync(Receiver, s => s.State = RowState.Deleted);
        await fixture.RunAsync(job, RunStatus.Success);

        await fixture.Get<OutboxReader>().ReadAsync(WebhooksFixture.Cancellation);

        (await fixture.EventsAsync()).Select(e => e.SubscriptionId).ShouldBe([all.Id, named.Id]);
    }

    [Fact]
    public async Task A_subscription_is_not_told_of_what_was_before_it()
    {
        await using var fixture = await WebhooksFixture.CreateAsync();
        var job = await fixture.Store.AddJobAsync();
        await fixture.RunAsync(job, RunStatus.Success);
        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        await fixture.SubscribeAsync(Receiver);

        (await fixture.Get<OutboxReader>().ReadAsync(WebhooksFixture.Cancellation)).ShouldBe(0);
    }

    [Fact]
    public async Task Receipts_and_events_are_gone_after_thirty_days_and_not_before()
    {
        await using var fixture = await WebhooksFixture.CreateAsync();
        var job = await fixture.Store.AddJobAsync();
        var subscription = await fixture.SubscribeAsync(new Uri("http://127.0.0.1:1/"));
        await fixture.RunAsync(job, RunStatus.Success);
        await fixture.DeliverAsync();
        await using (var db = await fixture.Store.OpenDbAsync())
        {
            await db.WebhookEvents.ExecuteUpdateAsync(
                set => set.SetProperty(e => e.Status, WebhookEventStatus.Failed),
                WebhooksFixture.Cancellation
            );
        }
        fixture.Clock.Advance(TimeSpan.FromDays(30));
        await fixture.Get<DeliveryPruning>().PruneAsync(WebhooksFixture.Cancellation);
        (await fixture.ReceiptsAsync()).ShouldHaveSingleItem().SubscriptionId.ShouldBe(subscription.Id);

        fixture.Clock.Advance(TimeSpan.FromSeconds(1));
        await fixture.Get<DeliveryPruning>().PruneAsync(WebhooksFixture.Cancellation);
        (await fixture.ReceiptsAsync()).ShouldBeEmpty();
        (await fixture.EventsAsync()).ShouldBeEmpty();
    }
}
