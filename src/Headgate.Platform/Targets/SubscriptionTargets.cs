using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Targets;

/// <summary>Finds webhook subscriptions, their events and receipts, with the projects of the jobs that they listen to.</summary>
internal static class SubscriptionTargets
{
    public static Task<Target?> FindAsync(HeadgateDb db, TargetKind kind, long account, string id, CancellationToken cancellation) =>
        kind switch
        {
            TargetKind.WebhookEvent => EventAsync(db, account, id, cancellation),
            TargetKind.WebhookReceipt => ReceiptAsync(db, account, id, cancellation),
            _ => SubscriptionAsync(db, account, id, cancellation),
        };

    /// <summary>An event is where its subscription is, so that the same grants show both.</summary>
    private static async Task<Target?> EventAsync(HeadgateDb db, long account, string id, CancellationToken cancellation)
    {
        var row = await db.WebhookEvents.AsNoTracking().FirstOrDefaultAsync(e => e.Id == id && e.AccountId == account, cancellation);
        return row is null || await SubscriptionAsync(db, account, row.SubscriptionId, cancellation) is not { } subscription
            ? null
            : subscription with
            {
                Kind = TargetKind.WebhookEvent,
                Id = id,
                Row = row,
            };
    }

    private static async Task<Target?> ReceiptAsync(HeadgateDb db, long account, string id, CancellationToken cancellation)
    {
        var row = await db.WebhookDeliveries.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id && d.AccountId == account, cancellation);
        return row is null || await SubscriptionAsync(db, account, row.SubscriptionId, cancellation) is not { } subscription
            ? null
            : subscription with
            {
                Kind = TargetKind.WebhookReceipt,
                Id = id,
                Row = row,
            };
    }

    private static async Task<Target?> SubscriptionAsync(HeadgateDb db, long account, string id, CancellationToken cancellation)
    {
        var row = await db
            .WebhookSubscriptions.AsNoTracking()
            .FirstOrDefaultAsync(s => s.Id == id && s.AccountId == account && s.State == RowState.Active, cancellation);
        if (row is null)
        {
            return null;
        }
        var projects =
            row.JobIds.Count == 0
                ? []
                : await db.Jobs.Where(j => row.JobIds.Contains(j.Id)).Select(j => j.ProjectId).Distinct().ToListAsync(cancellation);
        return new Target
        {
            Kind = TargetKind.WebhookSubscription,
            AccountId = account,
            Id = id,
            Name = row.Name,
            ProjectId = projects.Count == 1 ? projects[0] : null,
            AlsoProjects = projects,
            Row = row,
        };
    }
}
