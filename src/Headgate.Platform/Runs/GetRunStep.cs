using Headgate.Catalogue;
using Headgate.Platform.Views;
using Headgate.Store.Model;
using Headgate.Wire;

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
            Parameters = [new("include_related", "list of strings", "Related things: debug_logs.")],
            Source = "openapi-v2: Retrieve Step",
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var view = await call.Service<RunViews>()
            .StepAsync((RunStep)call.Target.Row!, call.Query.Related().Contains("debug_logs"), cancellation);
        return Answer.Ok(view, PlatformJson.Default.RunStepView);
    }
}
