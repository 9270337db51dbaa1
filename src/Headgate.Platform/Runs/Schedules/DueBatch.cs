using Headgate.Platform.Runs.Queue;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Schedules;

/// <summary>
/// Due jobs of one account, held until the end of a transaction. Nothing here waits for another transaction: what somebody else holds is left out and stays due. So two servers
/// share the work, none does the other's again, and whoever holds many rows never stands in a circle of waits.
/// </summary>
/// <param name="Jobs">The jobs, still due.</param>
/// <param name="Overtaken">Their scheduled runs that wait in the queue, tracked.</param>
/// <param name="Leaders">Those of the jobs whose end other jobs wait for.</param>
internal sealed record DueBatch(IReadOnlyList<Job> Jobs, IReadOnlyList<Run> Overtaken, IReadOnlySet<long> Leaders)
{
    /// <summary>Takes what can be had of some jobs.</summary>
    public static async Task<DueBatch> TakeAsync(
        HeadgateDb db,
        long account,
        long[] ids,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var followers = await db
            .Jobs.Where(job => job.AccountId == account && job.State == RowState.Active && job.CompletionJobId != null)
            .Where(job => ids.Contains(job.CompletionJobId!.Value))
            .Select(job => new { job.Id, Leader = job.CompletionJobId!.Value })
            .ToListAsync(cancellation);
        // The end of an overtaken run has followers enter the queue too.
        var turns = (await JobTurn.TryAsync(db, [.. ids.Union(followers.Select(job => job.Id))], cancellation)).ToHashSet();
        var missed = followers.Where(job => !turns.Contains(job.Id)).Select(job => job.Leader).ToHashSet();
        var jobs = await JobsAsync(db, [.. ids.Where(id => turns.Contains(id) && !missed.Contains(id))], now, cancellation);
        var waiting = await WaitingAsync(db, account, [.. jobs.Select(job => job.Id)], cancellation);
        var held = (await HeldAsync(db, [.. waiting.Keys], cancellation)).ToDictionary(run => run.Id);
        var busy = waiting.Where(run => !held.ContainsKey(run.Key)).Select(run => run.Value).ToHashSet();
        return new(
            [.. jobs.Where(job => !busy.Contains(job.Id))],
            [.. held.Values.Where(run => !busy.Contains(run.JobDefinitionId))],
            followers.Select(job => job.Leader).ToHashSet()
        );
    }

    private static Task<List<Job>> JobsAsync(HeadgateDb db, long[] ids, DateTimeOffset now, CancellationToken cancellation)
    {
        var rows = db.IsSqlite
            ? db.Jobs.Where(job => ids.Contains(job.Id))
            : db.Jobs.FromSql($"SELECT * FROM jobs WHERE id = ANY ({ids}) FOR NO KEY UPDATE SKIP LOCKED");
        return rows.AsNoTracking()
            .Where(job => job.State == RowState.Active && job.TriggersSchedule && !job.Deactivated && job.NextRunAt <= now)
            .OrderBy(job => job.NextRunAt)
            .ThenBy(job => job.Id)
            .ToListAsync(cancellation);
    }

    /// <summary>Scheduled runs that wait, with their jobs. By account and status, of which there are few: a job may have a long past.</summary>
    private static Task<Dictionary<long, long>> WaitingAsync(HeadgateDb db, long account, long[] jobs, CancellationToken cancellation) =>
        db
            .Runs.Where(run => run.AccountId == account && run.Status == RunStatus.Queued && jobs.Contains(run.JobDefinitionId))
            .Where(run => db.RunTriggers.Any(trigger => trigger.Id == run.TriggerId && trigger.CauseCategory == ScheduledRuns.Category))
            .ToDictionaryAsync(run => run.Id, run => run.JobDefinitionId, cancellation);

    private static Task<List<Run>> HeldAsync(HeadgateDb db, long[] ids, CancellationToken cancellation) =>
        db.IsSqlite
            ? db.Runs.Where(run => ids.Contains(run.Id)).ToListAsync(cancellation)
            : db.Runs.FromSql($"SELECT * FROM runs WHERE id = ANY ({ids}) AND status = 1 FOR UPDATE SKIP LOCKED").ToListAsync(cancellation);
}
