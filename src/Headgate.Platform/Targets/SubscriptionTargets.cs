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

    /// <summary>An event is where its subscription is, so that the same grants show both, and where its run was made.</summary>
    private static async Task<Target?> EventAsync(HeadgateDb db, long account, string id, CancellationToken cancellation)
    {
        var row = await db.WebhookEvents.AsNoTracking().FirstOrDefaultAsync(e => e.Id == id && e.AccountId == account, cancellation);
        return row is null ? null : await AtRunAsync(db, row, TargetKind.WebhookEvent, id, row, cancellation);
    }

    private static async Task<Target?> AtRunAsync(
        HeadgateDb db,
        WebhookEvent its,
        TargetKind kind,
        string id,
        object row,
        CancellationToken cancellation
    )
    {
        if (await SubscriptionAsync(db, its.AccountId, its.SubscriptionId, cancellation) is not { } subscription)
        {
            return null;
        }
        // Of a subscription to all jobs, whose projects are none, nothing is opened to those who see one of them.
        var made =
            subscription.AlsoProjects.Count == 0
                ? []
                : await db.Runs.Where(r => r.Id == its.RunId).Select(r => r.ProjectId).ToListAsync(cancellation);
        List<long> projects = [.. subscription.AlsoProjects.Union(made)];
        return subscription with
        {
            Kind = kind,
            Id = id,
            ProjectId = projects.Count == 1 ? projects[0] : null,
            AlsoProjects = projects,
            Row = row,
        };
    }

    private static async Task<Target?> ReceiptAsync(HeadgateDb db, long account, string id, CancellationToken cancellation)
    {
        var row = await db.WebhookDeliveries.AsNoTracking().FirstOrDefaultAsync(d => d.Id == id && d.AccountId == account, cancellation);
        var its = row is null
            ? null
            : await db.WebhookEvents.AsNoTracking().FirstOrDefaultAsync(e => e.Id == row.EventId && e.AccountId == account, cancellation);
        return its is null ? null : await AtRunAsync(db, its, TargetKind.WebhookReceipt, id, row!, cancellation);
    }

    private static async Task<Target?> SubscriptionAsync(HeadgateDb db, long account, string id, CancellationToken cancellation)
    {
        var row = await db
            .WebhookSubscriptions.AsNoTracking()
            .FirstOrDefaultAsync(s => s.Id == id && s.AccountId == account && s.State == RowState.Active, cancellation);
        return row is null ? null : await OfAsync(db, row, cancellation);
    }

    /// <summary>Where a subscription lies: in the projects of its jobs. One without jobs lies in none, as it hears of all of them.</summary>
    public static async Task<Target> OfAsync(HeadgateDb db, WebhookSubscription row, CancellationToken cancellation)
    {
        var projects =
            row.JobIds.Count == 0
                ? []
                : await db.Jobs.Where(j => row.JobIds.Contains(j.Id)).Select(j => j.ProjectId).Distinct().ToListAsync(cancellation);
        return new Target
        {
            Kind = TargetKind.WebhookSubscription,
            AccountId = row.AccountId,
            Id = row.Id,
            Name = row.Name,
            ProjectId = projects.Count == 1 ? projects[0] : null,
            AlsoProjects = projects,
            Row = row,
        };
    }
}
