using System.Linq.Expressions;
using Headgate.Platform.Webhooks.Sending;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks.Keeping;

/// <summary>
/// What the database knows of deliveries. An attempt is claimed before it is made: it counts, and the event is due again when the claim has
/// run out, so that a crash in between means another attempt with the same event id and never more of them than there may be.
/// </summary>
internal sealed class DeliveryLedger(IDbContextFactory<HeadgateDb> databases, Backoff backoff, TimeProvider clock)
{
    /// <summary>Attempts in a row that may fail before a subscription is switched off.</summary>
    public const int FailuresAllowed = 5;

    /// <summary>How long an attempt that was begun keeps others away: well over the longest attempt.</summary>
    internal static readonly TimeSpan Claim = TimeSpan.FromSeconds(30);

    /// <summary>Events that are due, except those of subscriptions that are busy.</summary>
    public async Task<List<WebhookEvent>> DueAsync(IReadOnlyList<string> busy, int most, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.Now();
        return await db
            .WebhookEvents.AsNoTracking()
            .Where(e => e.Status == WebhookEventStatus.Pending && e.NextAttemptAt <= now && !busy.Contains(e.SubscriptionId))
            .Where(IsFirstOfItsRun(db))
            .OrderBy(e => e.NextAttemptAt)
            .ThenBy(e => e.Sequence)
            .Take(most)
            .ToListAsync(cancellation);
    }

    /// <summary>When the next event becomes due; null where none waits.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(IReadOnlyList<string> busy, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db
            .WebhookEvents.Where(e => e.Status == WebhookEventStatus.Pending && !busy.Contains(e.SubscriptionId))
            .Where(IsFirstOfItsRun(db))
            .MinAsync(e => e.NextAttemptAt, cancellation);
    }

    /// <summary>Takes an attempt. False where another node has it, or where a crash has used up the last one.</summary>
    public async Task<bool> ClaimAsync(WebhookEvent due, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var same = db.WebhookEvents.Where(e =>
            e.Sequence == due.Sequence && e.Status == WebhookEventStatus.Pending && e.Attempts == due.Attempts
        );
        if (due.Attempts >= backoff.MaxAttempts)
        {
            await EndAsync(same, cancellation);
            return false;
        }
        DateTimeOffset? until = clock.Now() + Claim;
        var taken = await same.ExecuteUpdateAsync(
            set => set.SetProperty(e => e.Attempts, e => e.Attempts + 1).SetProperty(e => e.NextAttemptAt, until),
            cancellation
        );
        due.Attempts += taken;
        return taken == 1;
    }

    /// <summary>Gives an attempt back that the stop of the server interrupted.</summary>
    public async Task ReleaseAsync(WebhookEvent claimed, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        DateTimeOffset? now = clock.Now();
        await db
            .WebhookEvents.Where(e => e.Sequence == claimed.Sequence && e.Attempts == claimed.Attempts)
            .ExecuteUpdateAsync(
                set => set.SetProperty(e => e.Attempts, e => e.Attempts - 1).SetProperty(e => e.NextAttemptAt, now),
                cancellation
            );
    }

    /// <summary>The subscription of an event; null where it is deleted or switched off.</summary>
    public async Task<WebhookSubscription?> ReceiverOfAsync(WebhookEvent claimed, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db
            .WebhookSubscriptions.AsNoTracking()
            .FirstOrDefaultAsync(s => s.Id == claimed.SubscriptionId && s.State == RowState.Active && s.Active, cancellation);
    }

    /// <summary>Ends an event that nobody is to receive any more.</summary>
    public async Task AbandonAsync(WebhookEvent claimed, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await EndAsync(db.WebhookEvents.Where(e => e.Sequence == claimed.Sequence), cancellation);
    }

    /// <summary>Writes down what came of an attempt: the receipt, the event's and the subscription's state, in one transaction.</summary>
    public async Task RecordAsync(WebhookEvent attempted, SendResult result, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.Now();
        db.Add(DeliveryReceipts.Of(attempted, result, now));
        await db.SaveChangesAsync(cancellation);
        var pause = result.IsDelivered ? null : backoff.After(attempted.Attempts);
        var status =
            result.IsDelivered ? WebhookEventStatus.Delivered
            : pause is null ? WebhookEventStatus.Failed
            : WebhookEventStatus.Pending;
        var next = now + pause;
        await db
            .WebhookEvents.Where(e => e.Sequence == attempted.Sequence)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(e => e.Status, status)
                        .SetProperty(e => e.HttpStatusCode, result.StatusCode)
                        .SetProperty(e => e.NextAttemptAt, next),
                cancellation
            );
        await CountAsync(db, attempted.SubscriptionId, result, now, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Keeps the subscription's last status, and switches it off after too many failures in a row.</summary>
    private static async Task CountAsync(
        HeadgateDb db,
        string subscription,
        SendResult result,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var row = db.WebhookSubscriptions.Where(s => s.Id == subscription);
        DateTimeOffset? at = now;
        await row.ExecuteUpdateAsync(
            set =>
                set.SetProperty(s => s.DispatchedAt, at)
                    .SetProperty(s => s.HttpStatusCode, result.StatusCode)
                    .SetProperty(s => s.ConsecutiveFailures, s => result.IsDelivered ? 0 : s.ConsecutiveFailures + 1),
            cancellation
        );
        if (result.IsDelivered)
        {
            return;
        }
        var reason = $"{FailuresAllowed} deliveries in a row have failed. The last: {result.ErrorInfo}";
        var switchedOff = await row.Where(s => s.Active && s.ConsecutiveFailures >= FailuresAllowed)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(s => s.Active, false).SetProperty(s => s.DeactivateReason, reason).SetProperty(s => s.UpdatedAt, now),
                cancellation
            );
        if (switchedOff > 0)
        {
            await EndAsync(
                db.WebhookEvents.Where(e => e.SubscriptionId == subscription && e.Status == WebhookEventStatus.Pending),
                cancellation
            );
        }
    }

    /// <summary>A subscription hears of a run in the order in which it happened: an event waits until the one before it has arrived or has been given up.</summary>
    private static Expression<Func<WebhookEvent, bool>> IsFirstOfItsRun(HeadgateDb db) =>
        e =>
            e.RunId == null
            || !db.WebhookEvents.Any(before =>
                before.SubscriptionId == e.SubscriptionId
                && before.RunId == e.RunId
                && before.Status == WebhookEventStatus.Pending
                && before.Sequence < e.Sequence
            );

    private static Task<int> EndAsync(IQueryable<WebhookEvent> events, CancellationToken cancellation) =>
        events.ExecuteUpdateAsync(
            set => set.SetProperty(e => e.Status, WebhookEventStatus.Failed).SetProperty(e => e.NextAttemptAt, (DateTimeOffset?)null),
            cancellation
        );
}
