using Headgate.Catalogue;
using Headgate.Platform.Runs.Queue;
using Headgate.Platform.Runs.Retries;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs;

/// <summary>Runs a job again: from the point of failure when its newest run failed, else from the start.</summary>
internal sealed class RerunJob : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "jobs.rerun",
            Method = "POST",
            Route = "/api/v2/accounts/{account_id:long}/jobs/{job_id:long}/rerun/",
            Capability = Capabilities.RetryRun,
            Permission = Permission.Write(PermissionResource.Runs),
            Suffices = ["Job Runner"],
            Risk = "Starts work against the warehouse, which costs money and changes tables.",
            Body = BodyForm.OptionalObject,
            Sentence = "{actor} ran {target} again",
            Event = "job.run.started",
            Summary = "Retry a failed job: rerun",
            Description =
                "When the job's newest run failed and can be retried, the new run leaves out what had succeeded and begins with the failed command. "
                + "Otherwise it is a full run of the job as it is. It takes no body.",
            Answers = AnswerForm.One(PlatformJson.Default.RunView),
            Source = "openapi-v2: Retry Failed Job",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        const string Cause = "Run again through the API";
        var jobId = call.RouteLong("job_id");
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var latest = await db
            .Runs.AsNoTracking()
            .Where(run => run.JobDefinitionId == jobId)
            .OrderByDescending(run => run.Id)
            .FirstOrDefaultAsync(cancellation);
        if (
            latest?.EnvironmentId == call.Target.EnvironmentId
            && await RetryFacts.OfAsync(db, latest!, cancellation) is { Refusal: null, Failed: { } failed }
        )
        {
            return await RetryAnswers.RetryAsync(call, db, latest!, failed, Cause, cancellation);
        }
        var request = new RunRequest
        {
            JobId = jobId,
            Cause = Cause,
            CauseCategory = "rerun",
            Actor = RunAnswers.ActorOf(call.Caller),
            Rights = RunAnswers.RightsOf(call),
        };
        return await RunAnswers.TriggerAsync(call, request, cancellation);
    }
}
