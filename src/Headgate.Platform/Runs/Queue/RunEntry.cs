using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Queue;

/// <summary>Puts a run into the queue, in a transaction that the caller owns: rules first, then the rows.</summary>
internal static class RunEntry
{
    private const int CauseLength = 255;

    /// <summary>Makes the run and its trigger. The runs that it supersedes and that still wait are ended; those that work are in the result.</summary>
    public static async Task<(EnqueueResult Result, IReadOnlyList<long> Superseded)> AddAsync(
        HeadgateDb db,
        RunRequest request,
        DateTimeOffset now,
        CancellationToken cancellation
    )
    {
        await JobTurn.WaitAsync(db, request.JobId, cancellation);
        var job = await db.Jobs.SingleOrDefaultAsync(row => row.Id == request.JobId && row.State == RowState.Active, cancellation);
        if (job is null)
        {
            return (new(null, "The job does not exist.") { IsJobGone = true }, []);
        }
        var environment = await db.Environments.SingleAsync(row => row.Id == job.EnvironmentId, cancellation);
        var account = await db.Accounts.SingleAsync(row => row.Id == job.AccountId, cancellation);
        if (await RefusalAsync(db, account, environment, job, request, now, cancellation) is { } refusal)
        {
            return (new(null, refusal), []);
        }
        var superseded = await SupersededRuns.EndAsync(db, job, request, now, cancellation);
        var trigger = NewTrigger(job, request, now);
        db.Add(trigger);
        await db.SaveChangesAsync(cancellation);
        var run = NewRun(job, environment, request, trigger);
        run.DeferringRunId = await Deferral.FindAsync(db, job, cancellation);
        db.Add(run);
        await db.SaveChangesAsync(cancellation);
        job.MostRecentRunId = run.Id;
        if (request.CauseCategory is "api" or "ui" or "rerun")
        {
            job.Deactivated = false;
        }
        RunLedger.AddOutboxRow(db, run, now);
        await db.SaveChangesAsync(cancellation);
        return (new(run, null), superseded);
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
        if (job.Deactivated && request.CauseCategory is not ("api" or "ui" or "rerun"))
        {
            return "The job is deactivated after too many failed runs. Saving it, or running it by hand, activates it again.";
        }
        var queued = await db.Runs.CountAsync(run => run.AccountId == account.Id && run.Status == RunStatus.Queued, cancellation);
        return queued >= account.QueueLimit
            ? $"The account's queue is full: {queued} runs wait, and its limit is {account.QueueLimit}. Try again when some have ended."
            : null;
    }

    private static RunTrigger NewTrigger(Job job, RunRequest request, DateTimeOffset now) =>
        new()
        {
            AccountId = job.AccountId,
            JobDefinitionId = job.Id,
            Cause = request.Cause.Length <= CauseLength ? request.Cause : request.Cause[..CauseLength],
            CauseCategory = request.CauseCategory,
            GitBranch = request.GitBranch,
            GitSha = request.GitSha,
            GithubPullRequestId = request.GithubPullRequestId,
            GitlabMergeRequestId = request.GitlabMergeRequestId,
            AzurePullRequestId = request.AzurePullRequestId,
            NonNativePullRequestId = request.NonNativePullRequestId,
            SchemaOverride = request.SchemaOverride,
            DbtVersionOverride = request.DbtVersionOverride,
            ThreadsOverride = request.ThreadsOverride,
            TargetNameOverride = request.TargetNameOverride,
            GenerateDocsOverride = request.GenerateDocsOverride,
            TimeoutSecondsOverride = request.TimeoutSecondsOverride,
            StepsOverride = request.StepsOverride is { Count: > 0 } steps ? [.. steps] : null,
            ParentRunId = request.ParentRunId,
            CreatedAt = now,
        };

    private static Run NewRun(Job job, DbtEnvironment environment, RunRequest request, RunTrigger trigger) =>
        new()
        {
            AccountId = job.AccountId,
            ProjectId = job.ProjectId,
            EnvironmentId = job.EnvironmentId,
            JobDefinitionId = job.Id,
            TriggerId = trigger.Id,
            DbtVersion = request.DbtVersionOverride ?? job.DbtVersion ?? environment.DbtVersion,
            GitBranch = request.GitBranch ?? (environment.UseCustomBranch ? environment.CustomBranch : null),
            GitSha = request.GitSha,
            Commands = trigger.StepsOverride ?? [.. job.ExecuteSteps],
            GenerateDocs = request.GenerateDocsOverride ?? job.GenerateDocs,
            GenerateSources = job.RunGenerateSources,
            Threads = request.ThreadsOverride ?? job.Threads,
            TargetName = request.TargetNameOverride ?? job.TargetName,
            TimeoutSeconds = request.TimeoutSecondsOverride ?? job.TimeoutSeconds,
            ShouldStartAt = request.ShouldStartAt,
            RetryingRunId = request.RetryingRunId,
            RetryFromStep = request.RetryFromStep,
            TriggerActorType = request.Actor.Type,
            TriggerActorId = request.Actor.Id,
            TriggerActorName = request.Actor.Name,
        };
}
