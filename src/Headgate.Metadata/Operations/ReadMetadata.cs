using Headgate.Catalogue;
using Headgate.Graph.Query;
using Headgate.Wire;

namespace Headgate.Metadata.Operations;

/// <summary>What is known of an environment, in GraphQL.</summary>
internal sealed class ReadMetadata : IOperation<QueryRequest>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "metadata.read",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/environments/{environment_id:long}/metadata/",
            OpenToAgents = true,
            Capability = Capabilities.Metadata,
            Permission = Permission.Read(PermissionResource.MetadataGraphql),
            Suffices = ["Metadata Only"],
            Risk = "It shows names, code, columns and owners of all that a project builds.",
            Sentence = "{actor} read metadata of {target}",
            Summary = "Read what is known of an environment",
            Description =
                "Reads what the artifacts of an environment's runs say: models, sources, tests and all other nodes, as they were last built and as they are defined, with their history and lineage. The query is GraphQL in dbt's Discovery schema; the same is served at /metadata/graphql.",
            Fields = QueryRequest.Fields,
            Shows = AskedFacts.Of,
            Answers = AnswerForm.Anything,
            Document = DocumentDoor.Discovery,
            Source = DiscoveryCalls.Source,
        };

    public static ValueTask<Answer> HandleAsync(CallContext call, Input<QueryRequest> input, CancellationToken cancellation) =>
        DiscoveryCalls.AnswerAsync(call, input, call.Target.EnvironmentId ?? 0, cancellation);
}
