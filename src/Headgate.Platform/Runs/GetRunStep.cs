using Headgate.Catalogue;
using Headgate.Platform.Related;
using Headgate.Platform.Targets;
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
            Area = Area.Runs,
            Capability = Capabilities.Runs,
            Access = Access.Read,
            Permission = Permission.Read(PermissionResource.Runs),
            Suffices = ["Job Viewer"],
            Risk = "Logs can show table names, row counts and query text.",
            Target = TargetRule.Of(TargetKind.RunStep, "step_id"),
            Sentence = "{actor} read {target}",
            Summary = "Get a step of a run",
            Description = "One step with its log. The whole debug log comes with include_related=debug_logs, its last 1,000 lines always.",
            Includes = RunIncludes.OfStep,
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
        var trigger = await db.RunTriggers.AsNoTracking().FirstAsync(t => t.Id == run.TriggerId, cancellation);
        var jobs = await call.IncludedAsync(RunIncludes.Job, db.Jobs, [run.JobDefinitionId], RowTargets.Of, cancellation);
        return call.Ok(
            view with
            {
                Trigger = call.Wants(RunIncludes.Trigger) ? RunTriggerView.Of(trigger) : null,
                Job = jobs.Values.Select(j => JobView.Of(j, call.Service<TimeProvider>().GetUtcNow())).FirstOrDefault(),
            }
        );
    }
}
