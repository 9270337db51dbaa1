using Headgate.Catalogue;
using Headgate.Platform.Runs.Queue;
using Headgate.Platform.Views;
using Headgate.Wire;

namespace Headgate.Platform.Runs;

/// <summary>Cancels a run.</summary>
internal sealed class CancelRun : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "runs.cancel",
            Method = "POST",
            Route = "/api/v2/accounts/{account_id:long}/runs/{run_id:long}/cancel/",
            Capability = Capabilities.CancelRun,
            Permission = Permission.Write(PermissionResource.Runs),
            Suffices = ["Job Runner"],
            Risk = "Stops real work; tables can stay half built until the next run.",
            Body = BodyForm.OptionalObject,
            Sentence = "{actor} cancelled {target}",
            Event = "job.run.completed",
            Summary = "Cancel a run",
            Description =
                "A run that waits is cancelled at once (status 30). One that works is interrupted, and killed with all it has started when it does "
                + "not end by itself; poll it until its status is 30. What it had written stays. Cancelling a run that has ended changes nothing.",
            Answers = AnswerForm.One(PlatformJson.Default.RunView),
            Source = "openapi-v2: Cancel Run",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var run = await call.Service<RunQueue>().CancelAsync(call.RouteLong("run_id"), RunAnswers.ActorOf(call.Caller), cancellation);
        return run is null ? Answer.NotFound : await RunAnswers.RunAsync(call, run, cancellation);
    }
}
