using Headgate.Catalogue;
using Headgate.Platform.Runs.Retries;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs;

/// <summary>What a retry of a failed run would begin with.</summary>
internal sealed class GetRetry : IOperation<object>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "runs.retry.get",
            Method = "GET",
            Route = "/api/v2/accounts/{account_id:long}/runs/{run_id:long}/retry/",
            Capability = Capabilities.Runs,
            Permission = Permission.Read(PermissionResource.Runs),
            Suffices = ["Job Viewer"],
            Risk = "Shows the commands of the job.",
            Sentence = "{actor} read what a retry of {target} would do",
            Summary = "Get the failure of a run",
            Description = "The command that failed (failed_step) and the commands that were not begun (skipped_steps).",
            Fields = new Fields<object> { { ArtifactFields.Related, (_, _) => { } } },
            Answers = AnswerForm.One(PlatformJson.Default.RunFailureView),
            Source = "openapi-v2: Get Run Failure Details",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, Input<object> input, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var facts = await RetryFacts.OfAsync(db, (Run)call.Target.Row!, cancellation);
        return call.Ok(new RunFailureView(facts.Failed?.Command, facts.Skipped));
    }
}
