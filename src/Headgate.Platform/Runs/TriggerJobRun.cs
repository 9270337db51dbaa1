using Headgate.Catalogue;
using Headgate.Platform.Runs.Queue;
using Headgate.Platform.Views;
using Headgate.Wire;

namespace Headgate.Platform.Runs;

/// <summary>Starts a job.</summary>
internal sealed class TriggerJobRun : IOperation<RunRequest>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "jobs.trigger",
            Method = "POST",
            Route = "/api/v2/accounts/{account_id:long}/jobs/{job_id:long}/run/",
            Capability = Capabilities.TriggerRun,
            Permission = Permission.Write(PermissionResource.Runs),
            Suffices = ["Job Runner"],
            Risk = "Starts work against the warehouse, which costs money and changes tables.",
            Body = BodyForm.OptionalObject,
            Sentence = "{actor} triggered {target}",
            Event = "job.run.started",
            Summary = "Trigger a job",
            Description =
                "Puts a run of the job into the queue and answers with it at once (status 1). One run of a job works at a time: the others wait, "
                + "and blocked_by and status_message say for what. Follow the run by polling it or by webhook.",
            Fields = TriggerFields.All,
            Answers = AnswerForm.One(PlatformJson.Default.RunView),
            Source = "openapi-v2: Trigger Job Run",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<RunRequest> input, CancellationToken cancellation)
    {
        var request = new RunRequest
        {
            JobId = call.RouteLong("job_id"),
            Actor = RunAnswers.ActorOf(call.Caller),
            Rights = RunAnswers.RightsOf(call),
        };
        return await RunAnswers.TriggerAsync(call, input.ApplyTo(request), cancellation);
    }
}
