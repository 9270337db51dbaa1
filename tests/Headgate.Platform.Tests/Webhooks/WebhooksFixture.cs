using Headgate.Catalogue;
using Headgate.Platform.Runs.Queue;
using Headgate.Platform.Views;
using Headgate.Platform.Webhooks;
using Headgate.Platform.Webhooks.Delivery;
using Headgate.Platform.Webhooks.Keeping;
using Headgate.Platform.Webhooks.Making;
using Headgate.Platform.Webhooks.Receivers;
using Headgate.Reach;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Store.Secrets;
using Headgate.Store.Tests;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace Headgate.Platform.Tests.Webhooks;

/// <summary>A store with the delivery of webhooks, a clock that a test moves, and no background work unless a test starts it.</summary>
internal sealed class WebhooksFixture : IAsyncDisposable
{
    public const string Secret = "0123456789abcdef";

    private WebhooksFixture(TestStore store, FakeTimeProvider clock, FakeNames names) => (Store, Clock, Names) = (store, clock, names);

    public TestStore Store { get; }

    public FakeTimeProvider Clock { get; }

    public FakeNames Names { get; }

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public DueDeliveries Deliveries => Get<DueDeliveries>();

    public DeliveryLedger Ledger => Get<DeliveryLedger>();

    public static async Task<WebhooksFixture> CreateAsync(string database = TestStore.Sqlite, ReceiverReach reach = ReceiverReach.Loopback)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 2, 3, 10, 0, 0, TimeSpan.Zero));
        var names = new FakeNames();
        var store = await TestStore.CreateAsync(
            database,
            (services, _) =>
            {
                services.AddSingleton<TimeProvider>(clock);
                services.AddSingleton<IReceiverNames>(names);
                services.AddSingleton<Random>(new FixedChance(0));
                services.AddWebhookDelivery(new WebhookSettings { PublicUrl = "https://headgate.example.com", Reach = reach });
            }
        );
        return new(store, clock, names);
    }

    public T Get<T>()
        where T : notnull => Store.Services.GetRequiredService<T>();

    public IHostedService Dispatcher() => Store.Services.GetServices<IHostedService>().OfType<WebhookDispatcher>().Single();

    public async Task<WebhookSubscription> SubscribeAsync(Uri receiver, Action<WebhookSubscription>? change = null)
    {
        await using var db = await Store.OpenDbAsync();
        var subscription = new WebhookSubscription
        {
            Id = WebhookIds.Subscription(),
            AccountId = (await db.Accounts.FirstAsync(Cancellation)).Id,
            Name = "alerts",
            ClientUrl = receiver.ToString(),
            EventTypes = [EventTypes.Completed],
            HmacSecret = Get<SecretsAtRest>().Seal(new Secret(Secret)),
        };
        change?.Invoke(subscription);
        db.Add(subscription);
        await db.SaveChangesAsync(Cancellation);
        return subscription;
    }

    /// <summary>A run of a job in a status, with the outbox row of the change into it.</summary>
    public async Task<Run> RunAsync(Job job, RunStatus status, string? message = null, bool started = true)
    {
        await using var db = await Store.OpenDbAsync();
        var trigger = new RunTrigger
        {
            AccountId = job.AccountId,
            JobDefinitionId = job.Id,
            Cause = "scheduled",
            CreatedAt = Clock.Now(),
        };
        db.Add(trigger);
        await db.SaveChangesAsync(Cancellation);
        var run = new Run
        {
            AccountId = job.AccountId,
            ProjectId = job.ProjectId,
            EnvironmentId = job.EnvironmentId,
            JobDefinitionId = job.Id,
            TriggerId = trigger.Id,
            Status = status,
            StatusMessage = message,
            DbtVersion = "1.11.0",
            StartedAt = started ? Clock.Now().AddMinutes(-2) : null,
            FinishedAt = status.IsComplete() ? Clock.Now() : null,
        };
        db.Add(run);
        await db.SaveChangesAsync(Cancellation);
        RunLedger.AddOutboxRow(db, run, Clock.Now());
        await db.SaveChangesAsync(Cancellation);
        return run;
    }

    /// <summary>Makes events of what is new and makes the attempts that are due, to their ends.</summary>
    public async Task DeliverAsync()
    {
        await Get<OutboxReader>().ReadAsync(Cancellation);
        await Deliveries.StartAsync(isNew: true, Cancellation);
        await Deliveries.WhenIdleAsync();
    }

    public async Task<List<WebhookEvent>> EventsAsync()
    {
        await using var db = await Store.OpenDbAsync();
        return await db.WebhookEvents.AsNoTracking().OrderBy(e => e.Sequence).ToListAsync(Cancellation);
    }

    public async Task<List<WebhookDelivery>> ReceiptsAsync()
    {
        await using var db = await Store.OpenDbAsync();
        return await db.WebhookDeliveries.AsNoTracking().OrderBy(d => d.Sequence).ToListAsync(Cancellation);
    }

    public async Task<WebhookSubscription> GetAsync(WebhookSubscription subscription)
    {
        await using var db = await Store.OpenDbAsync();
        return await db.WebhookSubscriptions.AsNoTracking().SingleAsync(s => s.Id == subscription.Id, Cancellation);
    }

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
