using Headgate.Catalogue;
using Headgate.Platform.Related;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Jobs;

/// <summary>Deletes a job.</summary>
internal sealed class DeleteJob : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "jobs.delete",
            Method = "DELETE",
            Route = "/api/v2/accounts/{account_id:long}/jobs/{job_id:long}/",
            Area = Area.Jobs,
            Capability = Capabilities.Jobs,
            Access = Access.Write,
            Permission = Permission.Write(PermissionResource.Jobs),
            Suffices = ["Job Admin"],
            Risk = "The schedule stops and the job is gone from view; tables that it kept fresh go stale.",
            Target = TargetRule.Job(),
            Sentence = "{actor} deleted {target}",
            Summary = "Delete a job",
            Description =
                "Removes the job with its schedule and its reference in the history. Runs that it has made stay readable. A run that works is not stopped: cancel it first.",
            Source = "openapi-v2: Destroy Job",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var id = call.RouteLong("job_id");
        var job = await db.Jobs.FirstOrDefaultAsync(j => j.Id == id && j.State == RowState.Active, cancellation);
        if (job is null)
        {
            return Answer.NotFound;
        }
        job.State = RowState.Deleted;
        await db.SaveChangesAsync(cancellation);
        await JobAnnouncement.ChangedAsync(call, job, cancellation);
        return Answer.Ok(JobViews.Of(job, call.Service<TimeProvider>().GetUtcNow()), PlatformJson.Default.JobView);
    }
}
