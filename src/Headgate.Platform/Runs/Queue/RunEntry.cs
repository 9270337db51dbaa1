using Headgate.Platform.Runs.Steps;
using Headgate.Platform.Targets;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Queue;

/// <summary>Puts a run into the queue, in a transaction that the caller owns: rules first, then the rows.</summary>
internal static class RunEntry
{
    /// <summary>Makes the run and its trigger. The runs that it supersedes and that still wait are ended; those that work are to be cancelled.</summary>
    public static async Task<EnqueueResult> AddAsync(
        HeadgateDb db,
        RunRequest request,
        RunSettings settings,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        await JobTurn.WaitAsync(db, request.JobId, cancellation);
        var job = await db
            .Jobs.AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == request.JobId && row.State == RowState.Active, cancellation);
        if (job is null || !await IsAllowedAsync(db, request.Rights, job, cancellation))
        {
            return new(null, "The job does not exist.") { IsJobGone = true };
        }
        var environment = await db.Environments.SingleAsync(row => row.Id == job.EnvironmentId, cancellation);
        var account = await db.Accounts.SingleAsync(row => row.Id == job.AccountId, cancellation);
        if (await RefusalAsync(db, account, environment, job, request, now, cancellation) is { } refusal)
        {
            return new(null, refusal);
        }
        var superseded = await SupersededRuns.EndAsync(db, job, request, now, cancellation);
        var trigger = RunRows.NewTrigger(job, request, now);
        db.Add(trigger);
        await db.SaveChangesAsync(cancellation);
        var version = DbtProgram.VersionOf(request.DbtVersionOverride ?? job.DbtVersion ?? environment.DbtVersion, settings);
        var run = RunRows.NewRun(job, environment, request, trigger, version);
        run.DeferringRunId ??= request.Retried is null ? await Deferral.FindAsync(db, job, cancellation) : null;
        db.Add(run);
        await db.SaveChangesAsync(cancellation);
        if (request.Terms is { } terms)
        {
            db.Add(new RunTerms { RunId = run.Id, Terms = terms });
        }
        if (!await NoteAsync(db, job, run, request, now, cancellation))
        {
            return new(null, null) { IsJobMoved = true };
        }
        RunLedger.AddOutboxRow(db, run, now);
        await db.SaveChangesAsync(cancellation);
        return new(run, null) { Waiting = superseded.Waiting, Working = superseded.Working };
    }

    private static async ValueTask<bool> IsAllowedAsync(HeadgateDb db, RunRights? rights, Job job, CancellationToken cancellation) =>
        rights is null
        || (job.ProjectId, job.EnvironmentId) == (rights.Decided.ProjectId, rights.Decided.EnvironmentId)
        || (await JobTargets.AtAsync(db, job, cancellation) is { } now && rights.IsAllowedAt(now));

    /// <summary>Notes the run in its job; false where the job has gone elsewhere since it was read, so that the run is not to be.</summary>
    private static async Task<bool> NoteAsync(
        HeadgateDb db,
        Job job,
        Run run,
        RunRequest request,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        var byHand = RunRefusal.IsByHand(request);
        var reactivates = byHand && job.Deactivated;
        job.Deactivated &= !byHand;
        var next = reactivates ? JobSchedule.Next(job, now) : null;
        return await db
                .Jobs.Where(row => row.Id == job.Id && row.State == RowState.Active)
                .Where(row => row.ProjectId == job.ProjectId && row.EnvironmentId == job.EnvironmentId)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.MostRecentRunId, run.Id)
                            .SetProperty(row => row.Deactivated, row => row.Deactivated && !byHand)
                            .SetProperty(row => row.NextRunAt, row => reactivates ? next : row.NextRunAt),
                    cancellation
                ) == 1;
    }

    private static async Task<string?> RefusalAsync(
        HeadgateDb db,
        Account account,
        DbtEnvironment environment,
        Job job,
        RunRequest request,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        if (RunRefusal.Of(account, environment, job, request, now) is { } refusal)
        {
            return refusal;
        }
        var queued = await db.Runs.CountAsync(run => run.AccountId == account.Id && run.Status == RunStatus.Queued, cancellation);
        return RunRefusal.OfFullQueue(account, queued);
    }
}
