using Headgate.Platform.Runs.Steps;
using Headgate.Platform.Targets;
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
        if (!await NoteAsync(db, job, run, request, cancellation))
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
    private static async Task<bool> NoteAsync(HeadgateDb db, Job job, Run run, RunRequest request, CancellationToken cancellation)
    {
        var byHand = IsByHand(request);
        return await db
                .Jobs.Where(row => row.Id == job.Id && row.State == RowState.Active)
                .Where(row => row.ProjectId == job.ProjectId && row.EnvironmentId == job.EnvironmentId)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(row => row.MostRecentRunId, run.Id)
                            .SetProperty(row => row.Deactivated, row => row.Deactivated && !byHand),
                    cancellation
                ) == 1;
    }

    private static bool IsByHand(RunRequest request) => request.CauseCategory is "api" or "ui" or "rerun";

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
        if (request.Retried is { Run: var again } && (again.ProjectId, again.EnvironmentId) != (job.ProjectId, job.EnvironmentId))
        {
            return $"The job has moved to another environment since run {again.Id}, so that run cannot be repeated. Trigger the job instead.";
        }
        if (environment.State != RowState.Active)
        {
            return "The job's environment has been deleted.";
        }
        if (account.Locked)
        {
            return $"The account is locked: {account.LockCause ?? account.LockReason ?? "no reason given"}.";
        }
        if (account.RunLockedUntil > now)
        {
            return $"The account takes no new runs before {account.RunLockedUntil:yyyy-MM-dd HH:mm:ss}Z.";
        }
        if (job.Deactivated && !IsByHand(request))
        {
            return "The job is deactivated after too many failed runs. Saving it, or running it by hand, activates it again.";
        }
        var queued = await db.Runs.CountAsync(run => run.AccountId == account.Id && run.Status == RunStatus.Queued, cancellation);
        return queued >= account.QueueLimit
            ? $"The account's queue is full: {queued} runs wait, and its limit is {account.QueueLimit}. Try again when some have ended."
            : null;
    }
}
