using Headgate.Catalogue;
using Headgate.Graph.Query;
using Headgate.Wire;

namespace Headgate.Metrics.Operations;

/// <summary>The values of dimensions.</summary>
internal sealed class QueryValues : IOperation<QueryRequest>
{
    public static Operation Spec { get; } =
        MetricsCalls.Spec(
            id: "metrics.values.query",
            path: "values/",
            Capabilities.QueryDimensionValues,
            "It lists values of columns as they are, such as names of people.",
            "{actor} queried values of dimensions of {target}",
            "Query values of dimensions",
            "Asks the environment's warehouse for the different values of dimensions (createDimensionValuesQuery) and gives what came of it, page by page (query)."
        );

    public static ValueTask<Answer> HandleAsync(CallContext call, Input<QueryRequest> input, CancellationToken cancellation) =>
        MetricsCalls.AnswerAsync(call, input, cancellation);
}
