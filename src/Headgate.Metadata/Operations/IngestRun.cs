using Headgate.Catalogue;
using Headgate.Metadata.Ingestion;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Metadata.Operations;

/// <summary>Reads the artifacts of a run again.</summary>
internal sealed class IngestRun : IOperation
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "metadata.ingest",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/runs/{run_id:long}/metadata/",
            Capability = Capabilities.Metadata,
            Permission = Permission.Write(PermissionResource.Jobs),
            Suffices = ["Job Admin"],
            Risk = "What Discovery says of the environment is written anew from what the run left.",
            Sentence = "{actor} had the artifacts of {target} read again",
            Summary = "Read a run's artifacts again",
            Description =
                "Reads the artifacts of a run that has ended into what Discovery knows, in place of what was read of it before. What newer runs said stays as it is.",
            Answers = AnswerForm.One(IngestJson.Default.IngestView),
            Source = DiscoveryCalls.Source,
        };

    public static async ValueTask<Answer> HandleAsync(CallContext call, CancellationToken cancellation)
    {
        var run = (Run)call.Target.Row!;
        return await call.Service<RunIngestion>().IngestAsync(run.Id, again: true, cancellation) is { } ingest
            ? call.Ok(new IngestView(run.Id, ingest.State, ingest.Note, ingest.Nodes, ingest.Executions))
            : Answer.RuleBroken("The run has not ended.");
    }
}
