using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Targets;

/// <summary>
/// Finds webhook subscriptions, their events and receipts, with the projects of the jobs that they listen to. Two questions each, the second also where the first found nothing:
/// a hidden subscription takes no longer than none.
/// </summary>
internal static class SubscriptionTargets
{
    public static Task<Target?> FindAsync(HeadgateDb db, TargetKind kind, long account, string id, CancellationToken cancellation) =>
        kind switch
        {
            TargetKind.WebhookEvent => EventAsync(db, account, id, cancellation),
            TargetKind.WebhookReceipt => ReceiptAsync(db, account, id, cancellation),
            _ => SubscriptionAsync(db, account, id, cancellation),
        };

    /// <summary>Where a subscription lies: in the projects of its jobs. One without jobs lies in none, as it hears of all of them.</summary>
    public static async Task<Target> OfAsync(HeadgateDb db, WebhookSubscription row, CancellationToken cancellation) =>
        (await PlacedAsync(db, row, null, TargetKind.WebhookSubscription, row.Id, row, cancellation))!;

    private static async Task<Target?> SubscriptionAsync(HeadgateDb db, long account, string id, CancellationToken cancellation)
    {
        var row = await Subscriptions(db, account).FirstOrDefaultAsync(s => s.Id == id, cancellation);
        return await PlacedAsync(db, row, null, TargetKind.WebhookSubscription, id, row, cancellation);
    }

    private static async Task<Target?> EventAsync(HeadgateDb db, long account, string id, CancellationToken cancellation)
    {
        var found = await (
            from its in db.WebhookEvents.AsNoTracking()
            where its.Id == id && its.AccountId == account
            join subscription in Subscriptions(db, account) on its.SubscriptionId equals subscription.Id
            select new { Event = its, Subscription = subscription }
        ).FirstOrDefaultAsync(cancellation);
        return await PlacedAsync(db, found?.Subscription, found?.Event.RunId, TargetKind.WebhookEvent, id, found?.Event, cancellation);
    }

    private static async Task<Target?> ReceiptAsync(HeadgateDb db, long account, string id, CancellationToken cancellation)
    {
        var found = await (
            from receipt in db.WebhookDeliveries.AsNoTracking()
            where receipt.Id == id && receipt.AccountId == account
            join its in db.WebhookEvents on receipt.EventId equals its.Id
            join subscription in Subscriptions(db, account) on its.SubscriptionId equals subscription.Id
            where its.AccountId == account
            select new
            {
                Receipt = receipt,
                its.RunId,
                Subscription = subscription,
            }
        ).FirstOrDefaultAsync(cancellation);
        return await PlacedAsync(db, found?.Subscription, found?.RunId, TargetKind.WebhookReceipt, id, found?.Receipt, cancellation);
    }

    private static IQueryable<WebhookSubscription> Subscriptions(HeadgateDb db, long account) =>
        db.WebhookSubscriptions.AsNoTracking().Where(s => s.AccountId == account && s.State == RowState.Active);

    /// <summary>An event is where its subscription is, so that the same grants show both, and where its run was made.</summary>
    private static async Task<Target?> PlacedAsync(
        HeadgateDb db,
        WebhookSubscription? subscription,
        long? run,
        TargetKind kind,
        string id,
        object? row,
        CancellationToken cancellation
    )
    {
        var jobs = subscription?.JobIds ?? [];
        var places = await db
            .Jobs.Where(j => jobs.Contains(j.Id))
            .Select(j => new { IsOfJob = true, j.ProjectId })
            .Union(db.Runs.Where(r => r.Id == run).Select(r => new { IsOfJob = false, r.ProjectId }))
            .ToListAsync(cancellation);
        if (subscription is null)
        {
            return null;
        }
        // Of a subscription to all jobs, whose projects are none, nothing is opened to those who see one of them.
        List<long> projects = places.Any(p => p.IsOfJob) ? [.. places.Select(p => p.ProjectId).Distinct()] : [];
        return new Target
        {
            Kind = kind,
            AccountId = subscription.AccountId,
            Id = id,
            Name = subscription.Name,
            ProjectId = projects.Count == 1 ? projects[0] : null,
            AlsoProjects = projects,
            Row = row,
        };
    }
}
