using Headgate.Store.Model;

namespace Headgate.Platform.Runs.Queue;

/// <summary>Why a job gets no run now, in words for people.</summary>
internal static class RunRefusal
{
    /// <summary>Whether somebody asks for this very run: a job that too many failures have switched off is on again then.</summary>
    public static bool IsByHand(RunRequest request) => request.CauseCategory is "api" or "ui" or "rerun";

    /// <summary>The refusal that follows from the things around the job; null where there is none.</summary>
    public static string? Of(Account account, DbtEnvironment environment, Job job, RunRequest request, DateTimeOffset now)
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
        return job.Deactivated && !IsByHand(request)
            ? "The job is deactivated after too many failed runs. Saving it, or running it by hand, activates it again."
            : null;
    }

    /// <summary>
    /// The refusal of a full queue. Schedules are not held to it: of each job one scheduled run waits at most, and a night's work must not be lost because much of it is due
    /// at once.
    /// </summary>
    public static string? OfFullQueue(Account account, int queued) =>
        queued >= account.QueueLimit
            ? $"The account's queue is full: {queued} runs wait, and its limit is {account.QueueLimit}. Try again when some have ended."
            : null;
}
