using Headgate.Catalogue;
using Headgate.Platform.Related;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Jobs;

/// <summary>Makes a job.</summary>
internal sealed class CreateJob : IOperation<Job>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "jobs.create",
            Method = "POST",
            Route = "/api/v2/accounts/{account_id:long}/jobs/",
            Capability = Capabilities.Jobs,
            Permission = Permission.Write(PermissionResource.Jobs),
            Suffices = ["Job Admin"],
            Risk = "A job runs its commands with the credentials of its environment, by schedule without anyone asking.",
            Target = TargetRule.InBody("environment_id"),
            Sentence = "{actor} created job \"{name}\" in {target}",
            Summary = "Create a job",
            Description =
                "Makes a job in an environment. Only name, project_id and environment_id are needed; what is left out gets its default. "
                + "The job does nothing by itself unless a trigger is switched on.",
            Fields = JobFields.Creation,
            Answers = AnswerForm.Created(PlatformJson.Default.JobView),
            Source = "openapi-v2: Create Job",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<Job> input, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var job = new Job { AccountId = call.AccountId };
        await JobRules.ApplyAsync(call, db, input, job, cancellation);
        if (input.Refusal is { } refusal)
        {
            return refusal;
        }
        job.NextRunAt = JobSchedule.Next(job, call.Service<TimeProvider>().Now());
        db.Jobs.Add(job);
        await db.SaveChangesAsync(cancellation);
        await JobAnnouncement.ChangedAsync(call, job, cancellation);
        return call.Ok(JobView.Of(job, call.Service<TimeProvider>().GetUtcNow(), HiddenIds.None));
    }
}
