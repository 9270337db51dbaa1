using Headgate.Platform.Runs.Queue;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Headgate.Platform.Runs.Keeping;

/// <summary>
/// Removes runs that are too old or too many, in small transactions: whoever writes meanwhile waits for one of them at most, and readers wait for none. Their logs go
/// before the rows; what a crash leaves in between, the next round finds by the row.
/// </summary>
public sealed partial class RunRetention(
    IDbContextFactory<HeadgateDb> databases,
    StoreSettings store,
    RunSettings settings,
    TimeProvider clock,
    ILogger<RunRetention> logger
)
{
    /// <summary>Runs in one transaction.</summary>
    internal const int Batch = 100;

    /// <summary>What others get between two transactions.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(10);

    /// <summary>Removes all that is to go. Returns how many runs that were.</summary>
    public async Task<int> RemoveAsync(CancellationToken cancellation)
    {
        var removed = 0;
        if (settings.Keep.KeepFor is { } age)
        {
            removed += await RemoveOldAsync(clock.Now() - age, cancellation);
        }
        if (settings.Keep.KeepOfJob is { } most)
        {
            removed += await RemoveManyAsync(most, cancellation);
        }
        if (removed > 0)
        {
            LogRemoved(removed);
        }
        return removed;
    }

    private async Task<int> RemoveOldAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        // Numbers grow with time: above this one nothing is old, so that the table is not read to its end.
        var last = await db.Runs.Where(run => run.CreatedAt < before).MaxAsync(run => (long?)run.Id, cancellation) ?? 0;
        return await RemoveAsync(runs => runs.Where(run => run.Id <= last && run.FinishedAt < before), cancellation);
    }

    private async Task<int> RemoveManyAsync(int most, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var removed = 0;
        foreach (var job in await db.Jobs.Select(job => job.Id).ToListAsync(cancellation))
        {
            var last = await db
                .Runs.Where(run => run.JobDefinitionId == job)
                .OrderByDescending(run => run.Id)
                .Skip(most)
                .Select(run => run.Id)
                .FirstOrDefaultAsync(cancellation);
            if (last > 0)
            {
                removed += await RemoveAsync(runs => runs.Where(run => run.JobDefinitionId == job && run.Id <= last), cancellation);
            }
        }
        return removed;
    }

    private async Task<int> RemoveAsync(Func<IQueryable<Run>, IQueryable<Run>> choose, CancellationToken cancellation)
    {
        var (removed, after) = (0, 0L);
        while (true)
        {
            await using var db = await databases.CreateDbContextAsync(cancellation);
            var ended = choose(db.Runs)
                .Where(run => run.Id > after)
                .Where(run => run.Status == RunStatus.Success || run.Status == RunStatus.Error || run.Status == RunStatus.Cancelled);
            var seen = await ended.OrderBy(run => run.Id).Select(run => run.Id).Take(Batch).ToListAsync(cancellation);
            if (seen.Count == 0)
            {
                return removed;
            }
            after = seen[^1];
            var ids = await Removable(db, seen).ToListAsync(cancellation);
            await RemoveAsync(db, ids, cancellation);
            removed += ids.Count;
            await Task.Delay(Breath, clock, cancellation);
        }
    }

    /// <summary>Without those that jobs show, that others are compared with or retried from, and whose events are still to be told.</summary>
    private static IQueryable<long> Removable(HeadgateDb db, List<long> runs)
    {
        var unfinished = db.Runs.Unfinished();
        return from run in db.Runs
            where runs.Contains(run.Id)
            where !db.Jobs.Any(job => job.MostRecentRunId == run.Id || job.MostRecentCompletedRunId == run.Id)
            where
                run.Status != RunStatus.Success
                || db.Runs.Any(newer =>
                    newer.JobDefinitionId == run.JobDefinitionId && newer.Id > run.Id && newer.Status == RunStatus.Success
                )
            where !unfinished.Any(active => active.DeferringRunId == run.Id || active.RetryingRunId == run.Id)
            where !db.WebhookEvents.Any(told => told.RunId == run.Id && told.Status == WebhookEventStatus.Pending)
            where !db.OutboxEvents.Any(change => change.RunId == run.Id && change.HandledAt == null)
            select run.Id;
    }

    private async Task RemoveAsync(HeadgateDb db, List<long> ids, CancellationToken cancellation)
    {
        if (ids.Count == 0)
        {
            return;
        }
        foreach (var id in ids)
        {
            RunLogFolder.Delete(store, id);
        }
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var triggers = await db.Runs.Where(run => ids.Contains(run.Id)).Select(run => run.TriggerId).ToListAsync(cancellation);
        await db.Artifacts.Where(row => ids.Contains(row.RunId)).ExecuteDeleteAsync(cancellation);
        await db.RunSteps.Where(row => ids.Contains(row.RunId)).ExecuteDeleteAsync(cancellation);
        await db.RunTerms.Where(row => ids.Contains(row.RunId)).ExecuteDeleteAsync(cancellation);
        await db.Runs.Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
        await db.RunTriggers.Where(row => triggers.Contains(row.Id)).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    [LoggerMessage(EventId = 3006, Level = LogLevel.Information, Message = "{Count} old runs were removed, with their logs and artifacts")]
    private partial void LogRemoved(int count);
}
