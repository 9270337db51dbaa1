using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Gate.Budgets;

/// <summary>What a run took, by this server's clock alone: what a project writes about itself counts for nothing.</summary>
internal static class RunCost
{
    /// <summary>Minutes from its start to its end, begun ones counted whole.</summary>
    public static long Minutes(Run run) =>
        run is { StartedAt: { } started, FinishedAt: { } finished } ? Whole((finished - started).TotalMinutes) : 0;

    /// <summary>Seconds in which its commands of dbt were at work, begun ones counted whole; whatever they did then, the warehouse was theirs.</summary>
    public static async Task<long> WarehouseSecondsAsync(HeadgateDb db, long run, CancellationToken cancellation)
    {
        var steps = await db
            .RunSteps.AsNoTracking()
            .Where(step => step.RunId == run && step.Command != null && step.StartedAt != null && step.FinishedAt != null)
            .Select(step => new { step.StartedAt, step.FinishedAt })
            .ToListAsync(cancellation);
        return steps.Sum(step => Whole((step.FinishedAt!.Value - step.StartedAt!.Value).TotalSeconds));
    }

    private static long Whole(double figure) => Math.Max(0, (long)Math.Ceiling(figure));
}
