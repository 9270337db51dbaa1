using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace Headgate.Platform.Runs.Queue;

/// <summary>
/// Runs that the end of another job's run starts (<c>job_completion_trigger_condition</c>). They enter the queue in the transaction of that end: an end that is written has started
/// them, once, whatever crashes after it.
/// </summary>
public sealed partial class CompletionTriggers(RunSettings settings, TimeProvider clock, ILogger<CompletionTriggers> logger)
{
    private const int LongestChain = 100;
    private const string Before = "before_completion_trigger";

    /// <summary>Puts a run of each job that waits for this end into the queue. A job that takes none now (deactivated, account locked, queue full) misses it, which the log tells.</summary>
    internal async Task FollowAsync(HeadgateDb db, IDbContextTransaction transaction, Run ended, CancellationToken cancellation)
    {
        var status = (int)ended.Status;
        var waiting = await db
            .Jobs.AsNoTracking()
            .Where(job => job.AccountId == ended.AccountId && job.CompletionJobId == ended.JobDefinitionId && job.State == RowState.Active)
            .OrderBy(job => job.Id)
            .ToListAsync(cancellation);
        foreach (var job in waiting.Where(job => job.CompletionStatuses.Contains(status)))
        {
            // What a refused one has begun to write goes; the end itself must not go with it.
            await transaction.CreateSavepointAsync(Before, cancellation);
            var refusal = await IsInChainAsync(db, ended, job.Id, cancellation)
                ? "the job stands in the chain of jobs that led to this end, which would never stop"
                : await EnterAsync(db, ended, job, cancellation);
            if (refusal is not null)
            {
                await transaction.RollbackToSavepointAsync(Before, cancellation);
                db.ChangeTracker.Clear();
                LogMissed(job.Id, ended.Id, refusal);
            }
        }
    }

    private async Task<string?> EnterAsync(HeadgateDb db, Run ended, Job job, CancellationToken cancellation)
    {
        var request = new RunRequest
        {
            JobId = job.Id,
            // Which one is not said: whoever may see this run need not be one who may see that job.
            Cause = "Triggered by completion of another job",
            CauseCategory = "job completion",
            Actor = RunActor.System,
            ParentRunId = ended.Id,
        };
        var result = await RunEntry.AddAsync(db, request, settings, clock.Now(), cancellation);
        return result.Run is null ? result.Refusal ?? "the job was being moved to another environment" : null;
    }

    /// <summary>A circle of jobs is refused when it is written; two that are written at once can still make one.</summary>
    private static async Task<bool> IsInChainAsync(HeadgateDb db, Run ended, long job, CancellationToken cancellation)
    {
        long? at = ended.Id;
        for (var i = 0; i < LongestChain && at is { } id; i++)
        {
            var link = await db
                .Runs.Where(run => run.Id == id)
                .Join(
                    db.RunTriggers,
                    run => run.TriggerId,
                    trigger => trigger.Id,
                    (run, trigger) => new { run.JobDefinitionId, trigger.ParentRunId }
                )
                .FirstOrDefaultAsync(cancellation);
            if (link?.JobDefinitionId == job)
            {
                return true;
            }
            at = link?.ParentRunId;
        }
        return at is not null;
    }

    [LoggerMessage(
        EventId = 3005,
        Level = LogLevel.Warning,
        Message = "Job {JobId} waits for the end of run {RunId} and was not started by it: {Refusal}"
    )]
    private partial void LogMissed(long jobId, long runId, string refusal);
}
