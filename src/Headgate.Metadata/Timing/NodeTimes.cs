using Headgate.Store;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Metadata.Timing;

/// <summary>Sums up the history of an environment's nodes.</summary>
internal static class NodeTimes
{
    /// <summary>The nodes that took most since some time.</summary>
    public static async Task<NodeTimesView> OfAsync(
        HeadgateDb db,
        long environment,
        DateTimeOffset since,
        int limit,
        CancellationToken cancellation
    )
    {
        var executions =
            from ingest in db.MetadataIngests
            where ingest.EnvironmentId == environment && ingest.RunEndedAt >= since
            join execution in db.MetadataExecutions on ingest.RunId equals execution.RunId
            where execution.Freshness == null && execution.Status != "skipped"
            select execution;
        var sums = await executions
            .GroupBy(execution => execution.NodeId)
            .Select(node => new
            {
                Id = node.Key,
                Runs = node.Count(),
                Failures = node.Count(x => x.Status == "error" || x.Status == "fail" || x.Status == "runtime error"),
                Seconds = node.Sum(x => x.ExecutionTime ?? 0),
                Longest = node.Max(x => x.ExecutionTime ?? 0),
                Rows = node.Sum(x => x.Rows),
                Counted = node.Count(x => x.Rows != null),
            })
            .ToListAsync(cancellation);
        var runs = await executions.Select(execution => execution.RunId).Distinct().CountAsync(cancellation);
        var all = sums.Sum(node => node.Seconds);
        var shown = sums.OrderByDescending(node => node.Seconds).ThenBy(node => node.Id).Take(limit).ToList();
        var ids = shown.Select(node => node.Id).ToList();
        var names = await db
            .MetadataNodes.Where(node => ids.Contains(node.Id))
            .Select(node => new { node.Id, node.UniqueId })
            .ToDictionaryAsync(node => node.Id, node => node.UniqueId, cancellation);
        return new(
            since,
            runs,
            Math.Round(all, 3),
            [
                .. shown.Select(node => new NodeTimeView(
                    names.GetValueOrDefault(node.Id, ""),
                    node.Runs,
                    node.Failures,
                    Math.Round(node.Seconds, 3),
                    all > 0 ? Math.Round(node.Seconds / all, 4) : 0,
                    Math.Round(node.Seconds / node.Runs, 3),
                    Math.Round(node.Longest, 3),
                    node.Counted > 0 ? node.Rows : null
                )),
            ]
        );
    }
}
