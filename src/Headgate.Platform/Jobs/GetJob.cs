using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Jobs;

/// <summary>Reads one job.</summary>
internal sealed class GetJob : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "jobs.get",
            Method = "GET",
            Route = "/api/v2/accounts/{account_id:long}/jobs/{job_id:long}/",
            Capability = Capabilities.Jobs,
            Permission = Permission.Read(PermissionResource.Jobs),
            Suffices = ["Job Viewer"],
            Risk = "Shows the commands, the schedule and the settings of a job.",
            Sentence = "{actor} read {target}",
            Summary = "Get a job",
            Description =
                "One job with its commands, triggers, schedule and settings. With include_related also its environment and its most recent runs.",
            Includes = JobIncludes.All,
            Answers = AnswerForm.One(PlatformJson.Default.JobView),
            Source = "openapi-v2: Retrieve Job",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        return call.Ok((await new JobRelated(call, db, [(Job)call.Target.Row!]).ViewsAsync(cancellation))[0]);
    }
}
