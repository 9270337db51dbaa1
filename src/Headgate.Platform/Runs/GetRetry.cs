using Headgate.Catalogue;
using Headgate.Platform.Runs.Retries;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs;

/// <summary>What a retry of a failed run would begin with.</summary>
internal sealed class GetRetry : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "runs.retry.get",
            Method = "GET",
            Route = "/api/v2/accounts/{account_id:long}/runs/{run_id:long}/retry/",
            Area = Area.Runs,
            Capability = Capabilities.Runs,
            Access = Access.Read,
            Permission = Permission.Read(PermissionResource.Runs),
            Suffices = ["Job Viewer"],
            Risk = "Shows the commands of the job.",
            Target = TargetRule.Run(),
            Sentence = "{actor} read what a retry of {target} would do",
            Summary = "Get the failure of a run",
            Description = "The command that failed (failed_step) and the commands that were not begun (skipped_steps).",
            Source = "openapi-v2: Get Run Failure Details",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var facts = await RetryFacts.ReadAsync(db, (Run)call.Target.Row!, cancellation);
        return Answer.Ok(json =>
        {
            json.WriteStartObject();
            json.WriteString("failed_step", facts.Failed?.Command);
            json.WriteStartArray("skipped_steps");
            foreach (var step in facts.Skipped)
            {
                json.WriteStringValue(step);
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }
}
