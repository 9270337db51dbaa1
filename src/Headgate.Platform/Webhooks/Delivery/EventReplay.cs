using System.Globalization;
using Headgate.Platform.Webhooks.Making;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks.Delivery;

/// <summary>
/// Sends events again. What was made once is sent as it was, under its own id, so that a receiver that has it can drop it; what happened while a subscription was
/// switched off was never made, and is made now.
/// </summary>
internal sealed class EventReplay(DeliverySignal signal, TimeProvider clock)
{
    /// <summary>Most events of one replay.</summary>
    public const int Most = 1000;

    /// <summary>Finds out what there is to send.</summary>
    /// <param name="db">The database.</param>
    /// <param name="subscription">To whom.</param>
    /// <param name="events">Events that the caller may see.</param>
    /// <param name="runs">Runs that the caller may see.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="cancellation">Ends the look-up.</param>
    public async Task<ReplayPlan> PlanAsync(
        HeadgateDb db,
        WebhookSubscription subscription,
        IQueryable<WebhookEvent> events,
        IQueryable<Run> runs,
        ReplayRequest request,
        CancellationToken cancellation
    )
    {
        var its = events.Where(e => e.SubscriptionId == subscription.Id);
        if (request.EventId is { } id)
        {
            return await OneAsync(its, id, cancellation);
        }
        var (since, until) = (request.Since!.Value, request.Until ?? clock.Now());
        var again = await its.Where(e => !e.IsTest && e.CreatedAt >= since && e.CreatedAt < until)
            .Where(e => e.Status == WebhookEventStatus.Failed || (e.Status == WebhookEventStatus.Delivered && !request.OnlyFailed))
            .OrderBy(e => e.Sequence)
            .Select(e => e.Sequence)
            .Take(Most + 1)
            .ToListAsync(cancellation);
        var missed = await MissedAsync(db, subscription, runs, since, until, cancellation);
        return again.Count + missed.Count > Most
            ? ReplayPlan.Refused(
                "since",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the span holds more than {Most} events, which is the most of one replay; take a shorter one"
                )
            )
            : new(again, missed);
    }

    /// <summary>Makes what a plan holds due. Returns how many events that were: one that waits by now needs no replay.</summary>
    /// <exception cref="DbUpdateException">Another replay has made the same events meanwhile.</exception>
    public async Task<int> QueueAsync(HeadgateDb db, ReplayPlan plan, CancellationToken cancellation)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.AddRange(plan.Missed);
        await db.SaveChangesAsync(cancellation);
        DateTimeOffset? now = clock.Now();
        var again = await db
            .WebhookEvents.Where(e => plan.Again.Contains(e.Sequence) && e.Status != WebhookEventStatus.Pending)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(e => e.Status, WebhookEventStatus.Pending)
                        .SetProperty(e => e.Attempts, 0)
                        .SetProperty(e => e.NextAttemptAt, now),
                cancellation
            );
        await transaction.CommitAsync(cancellation);
        signal.Raise();
        return plan.Missed.Count + again;
    }

    private static async Task<ReplayPlan> OneAsync(IQueryable<WebhookEvent> its, string id, CancellationToken cancellation)
    {
        var found = await its.Where(e => e.Id == id).FirstOrDefaultAsync(cancellation);
        return found switch
        {
            null => ReplayPlan.Refused("event_id", "this subscription has no such event"),
            { IsTest: true } => ReplayPlan.Refused("event_id", "a test is not repeated; send another one"),
            { Status: WebhookEventStatus.Pending } => ReplayPlan.Refused("event_id", "the event waits to be sent already"),
            _ => new([found.Sequence], []),
        };
    }

    private async Task<IReadOnlyList<WebhookEvent>> MissedAsync(
        HeadgateDb db,
        WebhookSubscription subscription,
        IQueryable<Run> runs,
        DateTimeOffset since,
        DateTimeOffset until,
        CancellationToken cancellation
    )
    {
        var (changes, jobs) = (EventTypes.ChangesOf(subscription.EventTypes), subscription.JobIds);
        var missed = await db
            .OutboxEvents.AsNoTracking()
            .Where(o => o.AccountId == subscription.AccountId && o.HandledAt != null && changes.Contains(o.Type))
            .Where(o => o.CreatedAt >= since && o.CreatedAt < until && o.CreatedAt >= subscription.CreatedAt)
            .Where(o => jobs.Count == 0 || (o.JobId != null && jobs.Contains(o.JobId.Value)))
            .Where(o => !db.WebhookEvents.Any(e => e.OutboxEventId == o.Id && e.SubscriptionId == subscription.Id))
            .Where(o => runs.Any(r => r.Id == o.RunId))
            .OrderBy(o => o.Id)
            .Take(Most + 1)
            .ToListAsync(cancellation);
        var made = new List<WebhookEvent>();
        foreach (var change in missed)
        {
            made.AddRange(await EventMaking.OfAsync(db, change, [subscription], clock.Now(), cancellation));
        }
        return made;
    }
}
