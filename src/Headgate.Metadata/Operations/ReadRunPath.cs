using Headgate.Catalogue;
using Headgate.Metadata.State;
using Headgate.Metadata.Timing;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Metadata.Operations;

/// <summary>Says which nodes the length of a run hung on.</summary>
internal sealed class ReadRunPath : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "metadata.runs.path",
            Method = "GET",
            Route = "/api/gate/v1/accounts/{account_id:long}/runs/{run_id:long}/metadata/path/",
            OpenToAgents = true,
            Capability = Capabilities.Metadata,
            Permission = Permission.Read(PermissionResource.MetadataGraphql),
            Suffices = ["Metadata Only"],
            Risk = "It shows names and times of what the run executed.",
            Sentence = "{actor} read the critical path of {target}",
            Summary = "Read the critical path of a run",
            Description =
                "The chain of nodes that the length of a run hung on, from the first to the one that ended last, with how long each took and how long it waited for a thread although nothing below it was missing. "
                + "least says below which length no number of threads brings the run.",
            Answers = AnswerForm.One(MetadataOwnJson.Default.CriticalPathView),
            Source = DiscoveryCalls.Source,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var run = (Run)call.Target.Row!;
        return run.FinishedAt is null
            ? Answer.RuleBroken($"Run {run.Id} has not ended.")
            : call.Ok(CriticalPath.Of(run.Id, await call.Service<RunStates>().OfAsync(run, cancellation)));
    }
}
