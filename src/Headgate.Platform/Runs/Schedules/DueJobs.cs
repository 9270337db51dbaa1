using Headgate.Platform.Runs.Queue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Headgate.Platform.Runs.Schedules;

/// <summary>
/// Finds the jobs whose time has come and has them enter the queue, many in one transaction. When a job is due stands in its row, so that however many have a schedule, a look
/// costs what is due.
/// </summary>
public sealed partial class DueJobs(
    IDbContextFactory<HeadgateDb> databases,
    ScheduledRuns runs,
    RunQueue queue,
    TimeProvider clock,
    ILogger<DueJobs> logger
)
{
    /// <summary>Jobs of one transaction: others who write wait for one at most.</summary>
    internal const int Batch = 250;

    /// <summary>What is left to another server or to somebody who holds a job's row is looked at again after this.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <summary>Has every due job enter the queue.</summary>
    /// <returns>When the next one is due; null where none is.</returns>
    public async Task<DateTimeOffset?> EnterAsync(CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        var now = clock.Now();
        await MendAsync(db, now, cancellation);
        var due = await On(db)
            .Where(job => job.NextRunAt <= now)
            .OrderBy(job => job.NextRunAt)
            .ThenBy(job => job.Id)
            .Select(job => new { job.Id, job.AccountId })
            .ToListAsync(cancellation);
        var (failed, entered, seen) = (false, 0, 0);
        foreach (var account in due.GroupBy(job => job.AccountId))
        {
            foreach (var ids in account.Select(job => job.Id).Chunk(Batch))
            {
                var (added, isDone) = await TryEnterAsync(account.Key, ids, now, cancellation);
                (entered, failed) = (entered + added, failed || !isDone);
                if (seen == 0 && entered > 0)
                {
                    // The first of many need not wait for the last; a look after each batch would read the whole queue each time.
                    seen = entered;
                    queue.Look();
                }
            }
        }
        if (entered > seen)
        {
            queue.Look();
        }
        if (!failed && due.Count > 0 && await On(db).AnyAsync(job => job.NextRunAt <= now, cancellation))
        {
            return now + Again;
        }
        return await On(db).Where(job => job.NextRunAt > now).MinAsync(job => job.NextRunAt, cancellation);
    }

    private static IQueryable<Job> On(HeadgateDb db) =>
        db.Jobs.Where(job => job.State == RowState.Active && job.TriggersSchedule && !job.Deactivated);

    /// <summary>A schedule that was switched on elsewhere than in a call has no time yet, and one that was switched off still has one.</summary>
    private static async Task MendAsync(HeadgateDb db, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var job in await On(db).AsNoTracking().Where(job => job.NextRunAt == null).ToListAsync(cancellation))
        {
            var next = JobSchedule.Next(job, now);
            await db
                .Jobs.Where(row => row.Id == job.Id && row.NextRunAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextRunAt, next), cancellation);
        }
        var off = db
            .Jobs.Where(job => job.NextRunAt != null)
            .Where(job => job.State != RowState.Active || !job.TriggersSchedule || job.Deactivated);
        // Asked first: a statement that changes nothing would still wait for those that write.
        if (await off.AnyAsync(cancellation))
        {
            await off.ExecuteUpdateAsync(set => set.SetProperty(row => row.NextRunAt, (DateTimeOffset?)null), cancellation);
        }
    }

    /// <summary>Has them enter; where that fails each by itself, so that what is wrong with one is not the others' loss.</summary>
    private async Task<(int Entered, bool IsDone)> TryEnterAsync(
        long account,
        long[] jobs,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        try
        {
            return (await runs.EnterAsync(account, jobs, now, cancellation), true);
        }
        catch (Exception failure) when (!cancellation.IsCancellationRequested)
        {
            if (jobs is [var job])
            {
                LogFailed(job, failure);
                return (0, false);
            }
            var (entered, done) = (0, true);
            foreach (var one in jobs)
            {
                var (more, isDone) = await TryEnterAsync(account, [one], now, cancellation);
                (entered, done) = (entered + more, done && isDone);
            }
            return (entered, done);
        }
    }

    [LoggerMessage(
        EventId = 3020,
        Level = LogLevel.Error,
        Message = "Job {JobId} is due and could not enter the queue; it is tried again in a minute"
    )]
    private partial void LogFailed(long jobId, Exception failure);
}
