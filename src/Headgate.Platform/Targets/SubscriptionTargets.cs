using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Targets;

/// <summary>Finds webhook subscriptions, with the projects of the jobs that they listen to.</summary>
internal static class SubscriptionTargets
{
    public static async Task<Target?> FindAsync(HeadgateDb db, long account, string id, CancellationToken cancellation)
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
