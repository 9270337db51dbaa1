using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Queue;

/// <summary>
/// The run whose manifest a run defers to: the newest success of the job or the environment that the job names. Runs of pull requests are none: what somebody proposes must
/// not decide what others build.
/// </summary>
internal static class Deferral
{
    public static async Task<long?> FindAsync(HeadgateDb db, Job job, CancellationToken cancellation)
    {
        if (job.DeferringEnvironmentId is null && job.DeferringJobDefinitionId is null)
        {
            return null;
        }
        return await db
            .Runs.Where(run => run.AccountId == job.AccountId && run.Status == RunStatus.Success && run.ArtifactsSaved)
            .Where(run =>
                job.DeferringEnvironmentId != null
                    ? run.EnvironmentId == job.DeferringEnvironmentId
                    : run.JobDefinitionId == job.DeferringJobDefinitionId
            )
            .Where(run =>
                !db.RunTriggers.Any(trigger =>
                    trigger.Id == run.TriggerId
                    && (
                        trigger.GithubPullRequestId != null
                        || trigger.GitlabMergeRequestId != null
                        || trigger.AzurePullRequestId != null
                        || trigger.NonNativePullRequestId != null
                    )
                )
            )
            .OrderByDescending(run => run.Id)
            .Select(run => (long?)run.Id)
            .FirstOrDefaultAsync(cancellation);
    }
}
