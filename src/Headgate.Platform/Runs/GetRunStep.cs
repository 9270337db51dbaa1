using Headgate.Catalogue;
using Headgate.Platform.Related;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Runs;

/// <summary>Reads one step of a run.</summary>
internal sealed class GetRunStep : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "runs.step",
            Method = "GET",
            Route = "/api/v2/accounts/{account_id:long}/steps/{step_id:long}/",
            Capability = Capabilities.Runs,
            Permission = Permission.Read(PermissionResource.Runs),
            Suffices = ["Job Viewer"],
            Risk = "Logs can show table names, row counts and query text.",
            Sentence = "{actor} read {target}",
            Summary = "Get a step of a run",
            Description = "One step with its log. The whole debug log comes with include_related=debug_logs, its last 1,000 lines always.",
            Includes = RunIncludes.OfStep,
            TellsRunError = true,
            Answers = AnswerForm.One(PlatformJson.Default.RunStepView),
            Source = "openapi-v2: Retrieve Step",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var step = (RunStep)call.Target.Row!;
        var view = await call.Service<RunViews>().StepAsync(step, call.Wants(RunIncludes.DebugLogs), cancellation);
        if (!call.Wants(RunIncludes.Trigger) && !call.Wants(RunIncludes.Job))
        {
            return call.Ok(view);
        }
        await using var db = await call.Service<IDbContextFactory<HeadgateDb>>().CreateDbContextAsync(cancellation);
        var run = await db.Runs.AsNoTracking().FirstAsync(r => r.Id == step.RunId, cancellation);
        var triggers = (await RunRelated.TriggersOfAsync(db, [run], cancellation)).Triggers;
        var jobs = await new RelatedRows(call, db).JobsAsync(RunIncludes.Job, [run.JobDefinitionId], cancellation);
        var hidden = await HiddenThings.OfAsync(call, db, jobs.All, [], cancellation);
        return call.Ok(
            view with
            {
                Trigger = call.Wants(RunIncludes.Trigger) ? triggers.View(run.TriggerId, RunTriggerView.Of) : null,
                Job = jobs.View(run.JobDefinitionId, j => JobView.Of(j, call.Service<TimeProvider>().GetUtcNow(), hidden)),
            }
        );
    }
}
