using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Webhooks.Keeping;

/// <summary>Removes what is older than 30 days: receipts, events that are done, and outbox rows that were handled.</summary>
internal sealed class DeliveryPruning(IDbContextFactory<HeadgateDb> databases, TimeProvider clock)
{
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    internal static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    public async Task PruneAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var before = clock.Now() - Kept;
        await db.WebhookDeliveries.Where(d => d.DispatchedAt < before).ExecuteDeleteAsync(cancellation);
        await db
            .WebhookEvents.Where(e => e.CreatedAt < before && e.Status != WebhookEventStatus.Pending)
            .Where(e => !db.WebhookDeliveries.Any(d => d.EventId == e.Id))
            .ExecuteDeleteAsync(cancellation);
        await db.OutboxEvents.Where(o => o.HandledAt != null && o.CreatedAt < before).ExecuteDeleteAsync(cancellation);
    }
}
