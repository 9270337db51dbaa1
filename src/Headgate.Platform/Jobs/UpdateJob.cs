using Headgate.Catalogue;
using Headgate.Platform.Related;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Jobs;

/// <summary>Replaces a job.</summary>
internal sealed class UpdateJob : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "jobs.update",
            Method = "POST",
            Route = "/api/v2/accounts/{account_id:long}/jobs/{job_id:long}/",
            Area = Area.Jobs,
            Capability = Capabilities.Jobs,
            Access = Access.Write,
            Permission = Permission.Write(PermissionResource.Jobs),
            Suffices = ["Job Admin"],
            Risk =
                "Other commands, another environment or another schedule take effect at once, with production credentials where the job has them.",
            Target = TargetRule.Job(),
            References = JobTexts.References,
            Body = BodyForm.Object,
            Sentence = "{actor} updated {target}",
            DeletionSentence = "{actor} deleted {target}",
            Summary = "Update a job",
            Description =
                "Replaces the whole job: fields that are left out fall back to their defaults, so read the job, change it and send it back. "
                + "A body with state 2 deletes the job.",
            Parameters = JobTexts.BodyFields,
            Source = "openapi-v2: Update Job",
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
        var account = await db.Accounts.AsNoTracking().FirstAsync(a => a.Id == call.AccountId, cancellation);
        if (call.Body.Int("state", 1, 2) is 2)
        {
            job.State = RowState.Deleted;
        }
        else
        {
            JobPlace.Apply(call, job);
            JobInput.Apply(call, job, account.RunDurationLimitSeconds);
            await JobPlace.CheckCompletionAsync(call, db, job, cancellation);
            if (job.CompletionJobId == job.Id)
            {
                call.Body.Problem("job_completion_trigger_condition.condition.job_id", "a job cannot wait for itself");
            }
        }
        if (call.Body.Problems is { } problems)
        {
            return problems;
        }
        if (job.State == RowState.Active)
        {
            Replacement.IsWhole(
                db.Entry(job),
                nameof(Job.RunFailureCount),
                nameof(Job.Deactivated),
                nameof(Job.MostRecentRunId),
                nameof(Job.MostRecentCompletedRunId)
            );
        }
        await db.SaveChangesAsync(cancellation);
        await JobAnnouncement.ChangedAsync(call, job, cancellation);
        return Answer.Ok(JobViews.Of(job, call.Service<TimeProvider>().GetUtcNow()), PlatformJson.Default.JobView);
    }
}
