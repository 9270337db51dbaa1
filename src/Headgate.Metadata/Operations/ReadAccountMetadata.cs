using Headgate.Catalogue;
using Headgate.Graph.Query;
using Headgate.Wire;

namespace Headgate.Metadata.Operations;

/// <summary>What an account's projects offer each other, in GraphQL.</summary>
internal sealed class ReadAccountMetadata : IOperation<QueryRequest>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "metadata.account.read",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/metadata/",
            OpenToAgents = true,
            Capability = Capabilities.Metadata,
            Permission = Permission.Read(PermissionResource.MetadataGraphql),
            Suffices = ["Metadata Only"],
            Risk = "It shows names, code, columns and owners of all that a project builds.",
            Sentence = "{actor} read metadata of the whole account",
            Summary = "Read what an account's projects offer each other",
            Description =
                "Reads the public models of all production environments of the account. The query is GraphQL in dbt's Discovery schema, with the field account; the same is served at /metadata/graphql.",
            Fields = QueryRequest.Fields,
            Shows = AskedFacts.Of,
            Answers = AnswerForm.Anything,
            Document = DocumentDoor.Discovery,
            Source = DiscoveryCalls.Source,
        };

    public static ValueTask<Answer> HandleAsync(CallContext call, Input<QueryRequest> input, CancellationToken cancellation) =>
        DiscoveryCalls.AnswerAsync(call, input, call.AccountId, cancellation);
}
