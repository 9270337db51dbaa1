using Headgate.Store;
using Headgate.Store.Model;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs.Queue;

/// <summary>The run whose manifest a run defers to: the newest success of the job or the environment that the job names.</summary>
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
            .OrderByDescending(run => run.Id)
            .Select(run => (long?)run.Id)
            .FirstOrDefaultAsync(cancellation);
    }
}
