using Headgate.Catalogue;
using Headgate.Graph.Answering;
using Headgate.Graph.Query;
using Headgate.Metrics.Api;
using Headgate.Wire;

namespace Headgate.Metrics.Operations;

/// <summary>The schema of the Semantic Layer, in GraphQL.</summary>
internal sealed class ReadMetricsSchema : IOperation<QueryRequest>
{
    public static Operation Spec { get; } =
        new()
        {
            Id = "metrics.schema.read",
            Method = "POST",
            Route = "/api/gate/v1/accounts/{account_id:long}/metrics/schema/",
            OpenToAgents = true,
            NeedsNoGrant = true,
            DoneHere = true,
            Capability = Capabilities.Metrics,
            Permission = Permission.AnyToken,
            Suffices = [],
            Risk = "None: the schema is public, and the same for everyone.",
            Sentence = "{actor} read the schema of the Semantic Layer",
            Summary = "Read the schema of the Semantic Layer",
            Description = "Answers questions about the schema itself (introspection); it holds nothing of any project.",
            Fields = QueryRequest.Fields,
            Answers = AnswerForm.Anything,
            Source = "documentation: Semantic Layer GraphQL (dbt-apis/sl-graphql)",
        };

    public static ValueTask<Answer> HandleAsync(CallContext call, Input<QueryRequest> input, CancellationToken cancellation) =>
        QueryCalls.AnswerAsync(call, input, call.Service<MetricsSurface>(), 0, new object(), null, cancellation);
}
