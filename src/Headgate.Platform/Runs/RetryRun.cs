using System.Net;
using Headgate.Catalogue;
using Headgate.Platform.Runs.Retries;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs;

/// <summary>Retries a failed run from its point of failure.</summary>
internal sealed class RetryRun : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "runs.retry",
            Method = "POST",
            Route = "/api/v2/accounts/{account_id:long}/runs/{run_id:long}/retry/",
            Capability = Capabilities.RetryRun,
            Permission = Permission.Write(PermissionResource.Runs),
            Suffices = ["Job Runner"],
            Risk = "Starts work against the warehouse, which costs money and changes tables.",
            Body = BodyForm.OptionalObject,
            Sentence = "{actor} retried {target}",
            Event = "job.run.started",
            Summary = "Retry a failed run",
            Description =
                "Makes a new run that begins with the command that failed. Refused with 400 when the run's can_retry is false; "
                + "the message names retry_not_supported_reason.",
            Answers = AnswerForm.One(PlatformJson.Default.RunView),
            Source = "openapi-v2: Retry Failed Run",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var run = (Run)call.Target.Row!;
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var facts = await RetryFacts.OfAsync(db, run, cancellation);
        return facts is { Refusal: null, Failed: { } failed }
            ? await RetryAnswers.RetryAsync(call, db, run, failed, $"Retry of run {run.Id} through the API", cancellation)
            : Answer.Failure(HttpStatusCode.BadRequest, RefusalText(facts.Refusal));
    }

    private static string RefusalText(string? reason) =>
        $"This run cannot be retried ({reason}): "
        + reason switch
        {
            RetryRules.NotFailedRun => "only a run that failed can be.",
            RetryRules.NotLatestRun => "its job has a newer run.",
            RetryRules.UnsupportedVersion => "its version of dbt is older than 1.6.",
            RetryRules.UnsupportedCommand => "the step that failed is no command that dbt can retry.",
            _ => "the step that failed left no run_results.json.",
        };
}
