using Headgate.Catalogue;
using Headgate.Graph.Query;
using Headgate.Wire;

namespace Headgate.Metadata.Operations;

/// <summary>What a job's run left, in GraphQL.</summary>
internal sealed class ReadJobMetadata : IOperation<QueryRequest>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "metadata.job.read",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/jobs/{job_id:long}/metadata/",
            OpenToAgents = true,
            Capability = Capabilities.Metadata,
            Permission = Permission.Read(PermissionResource.MetadataGraphql),
            Suffices = ["Metadata Only"],
            Risk = "It shows names, code, columns and owners of all that a project builds.",
            Sentence = "{actor} read metadata of {target}",
            Summary = "Read what a job's run left",
            Description =
                "Reads what the artifacts of one run of a job say. The query is GraphQL in dbt's Discovery schema, with the fields job and those that name a job; the same is served at /metadata/graphql.",
            Fields = QueryRequest.Fields,
            Shows = AskedFacts.Of,
            Answers = AnswerForm.Anything,
            Document = DocumentDoor.Discovery,
            Source = DiscoveryCalls.Source,
        };

    public static ValueTask<Answer> HandleAsync(CallContext call, Input<QueryRequest> input, CancellationToken cancellation) =>
        DiscoveryCalls.AnswerAsync(call, input, call.Target.JobId ?? 0, cancellation);
}
