using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs;

/// <summary>Reads one run.</summary>
internal sealed class GetRun : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "runs.get",
            Method = "GET",
            Route = "/api/v2/accounts/{account_id:long}/runs/{run_id:long}/",
            Capability = Capabilities.Runs,
            Permission = Permission.Read(PermissionResource.Runs),
            Suffices = ["Job Viewer"],
            Risk = "With run_steps the logs come along, which can show table names, row counts and query text.",
            Sentence = "{actor} read {target}",
            Summary = "Get a run",
            Description =
                "The run's status (1 queued, 2 starting, 3 running, 10 success, 20 error, 30 cancelled), its times and what it waits for. "
                + "Ask for include_related=run_steps to get the steps with their logs. Poll this, or subscribe to webhooks.",
            Includes = RunIncludes.OfRun,
            TellsRunError = true,
            Answers = AnswerForm.One(PlatformJson.Default.RunView),
            Source = "openapi-v2: Retrieve Run",
            InGuide = true,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        return call.Ok((await call.Service<RunViews>().AskedAsync(call, db, [(Run)call.Target.Row!], cancellation))[0]);
    }
}
