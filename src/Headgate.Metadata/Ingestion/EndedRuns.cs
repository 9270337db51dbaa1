using Headgate.Store;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Metadata.Ingestion;

/// <summary>
/// Follows the outbox: reads the artifacts of every run that has ended. An event is marked in the transaction of what was read; where two servers read one, the second finds it
/// done.
/// </summary>
internal sealed class EndedRuns(IDbContextFactory<HeadgateDb> databases, RunIngestion ingestion, TimeProvider clock)
{
    private const int Batch = 200;

    /// <summary>The changes that end a run, as the outbox calls them.</summary>
    private static readonly string[] Ends = ["run.succeeded", "run.errored", "run.failed", "run.cancelled"];

    /// <summary>Reads everything that is new, in order. Gives how many ends that were.</summary>
    public async Task<int> ReadAsync(CancellationToken cancellation)
    {
        var (count, last) = (0, 0L);
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            var rows = await db
                .OutboxEvents.AsNoTracking()
                .Where(row => row.IngestedAt == null && row.Id > last)
                .OrderBy(row => row.Id)
                .Select(row => new
                {
                    row.Id,
                    row.Type,
                    row.RunId,
                })
                .Take(Batch)
                .ToListAsync(cancellation);
            if (rows.Count == 0)
            {
                return count;
            }
            last = rows[^1].Id;
            var (now, others) = (
                clock.Now(),
                rows.Where(row => !Ends.Contains(row.Type) || row.RunId is null).Select(row => row.Id).ToList()
            );
            await db
                .OutboxEvents.Where(row => others.Contains(row.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.IngestedAt, now), cancellation);
            foreach (var run in rows.Where(row => !others.Contains(row.Id)).Select(row => row.RunId!.Value).Distinct())
            {
                await ingestion.IngestOrNoteAsync(run, cancellation);
                count++;
            }
        }
    }
}
