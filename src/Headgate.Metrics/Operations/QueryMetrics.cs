using Headgate.Catalogue;
using Headgate.Graph.Query;
using Headgate.Wire;

namespace Headgate.Metrics.Operations;

/// <summary>The values of metrics.</summary>
internal sealed class QueryMetrics : IOperation<QueryRequest>
{
    public static Operation Spec { get; } =
        MetricsCalls.Spec(
            id: "metrics.query",
            path: "query/",
            Capabilities.QueryMetrics,
            "It returns data of the warehouse and costs warehouse time.",
            "{actor} queried metrics of {target}",
            "Query metrics",
            "Asks the environment's warehouse for metrics (createQuery) and gives what came of it, page by page (query). It reads alone, within limits of time, rows and bytes."
        );

    public static ValueTask<Answer> HandleAsync(CallContext call, Input<QueryRequest> input, CancellationToken cancellation) =>
        MetricsCalls.AnswerAsync(call, input, cancellation);
}
