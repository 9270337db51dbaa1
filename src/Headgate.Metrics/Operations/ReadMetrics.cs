using Headgate.Catalogue;
using Headgate.Graph.Query;
using Headgate.Wire;

namespace Headgate.Metrics.Operations;

/// <summary>What a project measures.</summary>
internal sealed class ReadMetrics : IOperation<QueryRequest>
{
    public static Operation Spec { get; } =
        MetricsCalls.Spec(
            id: "metrics.read",
            path: "",
            Capabilities.Metrics,
            "It shows what the company measures, and by what.",
            "{actor} read metrics of {target}",
            "Read what a project measures",
            "Reads what the newest run of an environment says of metrics, dimensions, entities, measures and saved queries, and what can be asked for together."
        );

    public static ValueTask<Answer> HandleAsync(CallContext call, Input<QueryRequest> input, CancellationToken cancellation) =>
        MetricsCalls.AnswerAsync(call, input, cancellation);
}
