using System.Linq.Expressions;
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
    /// <summary>How long an attempt that was begun keeps others away: well over the longest attempt.</summary>
    internal static readonly TimeSpan Claim = TimeSpan.FromSeconds(30);

    /// <summary>Events that are due, except those of some subscriptions.</summary>
    public async Task<List<WebhookEvent>> DueAsync(IReadOnlyList<string> without, int most, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.Now();
        return await db
            .WebhookEvents.AsNoTracking()
            .Where(e => e.Status == WebhookEventStatus.Pending && e.NextAttemptAt <= now && !without.Contains(e.SubscriptionId))
            .Where(IsFirstOfItsRun(db))
            .OrderBy(e => e.NextAttemptAt)
            .ThenBy(e => e.Sequence)
            .Take(most)
            .ToListAsync(cancellation);
    }

    /// <summary>When the next event becomes due; null where none waits.</summary>
    public async Task<DateTimeOffset?> NextDueAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db
            .WebhookEvents.Where(e => e.Status == WebhookEventStatus.Pending)
            .Where(IsFirstOfItsRun(db))
            .MinAsync(e => e.NextAttemptAt, cancellation);
    }

    /// <summary>Takes attempts, all at once. Gives those that were taken: not those that another node has, nor those whose last attempt a crash has used up.</summary>
    public async Task<IReadOnlyList<WebhookEvent>> ClaimAsync(IReadOnlyList<WebhookEvent> due, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var claimed = new List<WebhookEvent>(due.Count);
        foreach (var alike in due.GroupBy(e => e.Attempts))
        {
            var attempts = alike.Key;
            var numbers = alike.Select(e => e.Sequence).ToList();
            // What has a next attempt is pending. Were its status asked for, SQLite would look through all that are, instead of these few.
            var same = db.WebhookEvents.Where(e => numbers.Contains(e.Sequence) && e.NextAttemptAt != null && e.Attempts == attempts);
            if (attempts >= backoff.MaxAttempts)
            {
                await EndAsync(same, cancellation);
                continue;
            }
            // Its last microseconds tell one claim from that of another node.
            DateTimeOffset? until = clock.Now() + Claim + TimeSpan.FromMicroseconds(Random.Shared.Next(1_000_000));
            var taken = await same.ExecuteUpdateAsync(
                set => set.SetProperty(e => e.Attempts, e => e.Attempts + 1).SetProperty(e => e.NextAttemptAt, until),
                cancellation
            );
            var own =
                taken == numbers.Count ? numbers
                : taken == 0 ? []
                : await db
                    .WebhookEvents.Where(e => numbers.Contains(e.Sequence) && e.Attempts == attempts + 1 && e.NextAttemptAt == until)
                    .Select(e => e.Sequence)
                    .ToListAsync(cancellation);
            claimed.AddRange(alike.Where(e => own.Contains(e.Sequence)));
        }
        foreach (var one in claimed)
        {
            one.Attempts++;
        }
        return claimed;
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

    /// <summary>The subscriptions of some events, without those that are deleted or switched off.</summary>
    public async Task<IReadOnlyDictionary<string, WebhookSubscription>> ReceiversOfAsync(
        IReadOnlyList<WebhookEvent> claimed,
        CancellationToken cancellation
    )
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var ids = claimed.Select(e => e.SubscriptionId).Distinct().ToList();
        return await db
            .WebhookSubscriptions.AsNoTracking()
            .Where(s => ids.Contains(s.Id) && s.State == RowState.Active && s.Active)
            .ToDictionaryAsync(s => s.Id, StringComparer.Ordinal, cancellation);
    }

    /// <summary>Ends an event that nobody is to receive any more.</summary>
    public async Task AbandonAsync(WebhookEvent claimed, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await EndAsync(db.WebhookEvents.Where(e => e.Sequence == claimed.Sequence), cancellation);
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

    internal static Task<int> EndAsync(IQueryable<WebhookEvent> events, CancellationToken cancellation) =>
        events.ExecuteUpdateAsync(
            set => set.SetProperty(e => e.Status, WebhookEventStatus.Failed).SetProperty(e => e.NextAttemptAt, (DateTimeOffset?)null),
            cancellation
        );
}
