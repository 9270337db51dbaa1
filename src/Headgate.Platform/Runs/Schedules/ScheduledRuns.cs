using Headgate.Platform.Runs.Queue;
using Headgate.Platform.Runs.Steps;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Headgate.Platform.Runs.Schedules;

/// <summary>
/// Puts the runs of due jobs into the queue and moves their times on, in one transaction: after a crash both are there or neither, so that no time of a schedule is lost and none
/// counts twice.
/// </summary>
public sealed partial class ScheduledRuns(
    IDbContextFactory<HeadgateDb> databases,
    CompletionTriggers followers,
    RunSettings settings,
    ILogger<ScheduledRuns> logger
)
{
    /// <summary>The cause of these runs and its category.</summary>
    internal const string Category = "scheduled";

    /// <summary>Has jobs of one account enter. What others hold at this moment, and what is not due any more, is left alone.</summary>
    /// <returns>How many runs are new.</returns>
    internal async Task<int> EnterAsync(long account, long[] jobs, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var batch = await DueBatch.TakeAsync(db, account, jobs, now, cancellation);
        if (batch.Jobs.Count == 0)
        {
            return 0;
        }
        var entered = await AddAsync(db, account, batch, now, cancellation);
        await MoveOnAsync(db, batch.Jobs, now, cancellation);
        foreach (var run in batch.Overtaken.Where(run => run.Status == RunStatus.Cancelled && batch.Leaders.Contains(run.JobDefinitionId)))
        {
            await followers.FollowAsync(db, transaction, run, cancellation);
        }
        await transaction.CommitAsync(cancellation);
        return entered;
    }

    /// <summary>Writes the rows. Of a job that takes no run now, the time has passed for nothing, which the log tells.</summary>
    private async Task<int> AddAsync(HeadgateDb db, long accountId, DueBatch batch, DateTimeOffset now, CancellationToken cancellation)
    {
        var account = await db.Accounts.AsNoTracking().SingleAsync(row => row.Id == accountId, cancellation);
        var places = batch.Jobs.Select(job => job.EnvironmentId).Distinct().ToList();
        var environments = await db
            .Environments.AsNoTracking()
            .Where(row => places.Contains(row.Id))
            .ToDictionaryAsync(row => row.Id, cancellation);
        var overtaken = batch.Overtaken.ToLookup(run => run.JobDefinitionId);
        var entering = new List<(Job Job, RunRequest Request, RunTrigger Trigger)>();
        foreach (var job in batch.Jobs)
        {
            var request = RequestOf(job, now);
            if (RunRefusal.Of(account, environments[job.EnvironmentId], job, request, now) is { } refusal)
            {
                LogMissed(job.Id, request.ShouldStartAt, refusal);
                continue;
            }
            foreach (var run in overtaken[job.Id])
            {
                SupersededRuns.End(db, run, request, now);
            }
            var trigger = RunRows.NewTrigger(job, request, now);
            db.Add(trigger);
            entering.Add((job, request, trigger));
        }
        await db.SaveChangesAsync(cancellation);
        var runs = new List<Run>();
        foreach (var (job, request, trigger) in entering)
        {
            var environment = environments[job.EnvironmentId];
            var run = RunRows.NewRun(
                job,
                environment,
                request,
                trigger,
                DbtProgram.VersionOf(job.DbtVersion ?? environment.DbtVersion, settings)
            );
            run.DeferringRunId = await Deferral.FindAsync(db, job, cancellation);
            db.Add(run);
            runs.Add(run);
        }
        await db.SaveChangesAsync(cancellation);
        foreach (var run in runs)
        {
            RunLedger.AddOutboxRow(db, run, now);
        }
        await db.SaveChangesAsync(cancellation);
        var with = entering.Select(job => job.Job.Id).ToList();
        await db
            .Jobs.Where(job => with.Contains(job.Id))
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(
                        job => job.MostRecentRunId,
                        job => db.Runs.Where(run => run.JobDefinitionId == job.Id).Max(run => (long?)run.Id)
                    ),
                cancellation
            );
        return runs.Count;
    }

    private static RunRequest RequestOf(Job job, DateTimeOffset now) =>
        new()
        {
            JobId = job.Id,
            Cause = Category,
            CauseCategory = Category,
            Actor = RunActor.System,
            ShouldStartAt = JobSchedule.Parse(JobSchedule.Cron(job)) is { } cron
                ? JobSchedule.NewestDue(cron, job.NextRunAt!.Value, now)
                : job.NextRunAt,
        };

    /// <summary>Jobs that are due together mostly are so again: one statement for each time to come.</summary>
    private static async Task MoveOnAsync(HeadgateDb db, IReadOnlyList<Job> jobs, DateTimeOffset now, CancellationToken cancellation)
    {
        foreach (var same in jobs.GroupBy(job => JobSchedule.Next(job, now)))
        {
            var ids = same.Select(job => job.Id).ToList();
            await db
                .Jobs.Where(job => ids.Contains(job.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(job => job.NextRunAt, same.Key), cancellation);
        }
    }

    [LoggerMessage(EventId = 3021, Level = LogLevel.Warning, Message = "Job {JobId} was due at {Time} and got no run: {Refusal}")]
    private partial void LogMissed(long jobId, DateTimeOffset? time, string refusal);
}
