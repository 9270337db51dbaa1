using Headgate.Catalogue;
using Headgate.Graph.Query;
using Headgate.Wire;

namespace Headgate.Metadata.Operations;

/// <summary>The schema of Discovery, in GraphQL.</summary>
internal sealed class ReadSchema : IOperation<QueryRequest>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "metadata.schema.read",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/metadata/schema/",
            OpenToAgents = true,
            NeedsNoGrant = true,
            DoneHere = true,
            Capability = Capabilities.Metadata,
            Permission = Permission.AnyToken,
            Suffices = [],
            Risk = "None: the schema is public, and the same for everyone.",
            Sentence = "{actor} read the schema of Discovery",
            Summary = "Read the schema of Discovery",
            Description = "Answers questions about the schema itself (introspection); it holds nothing of any project.",
            Fields = QueryRequest.Fields,
            Answers = AnswerForm.Anything,
            Source = DiscoveryCalls.Source,
        };

    public static ValueTask<Answer> HandleAsync(CallContext call, Input<QueryRequest> input, CancellationToken cancellation) =>
        DiscoveryCalls.AnswerAsync(call, input, 0, cancellation);
}
