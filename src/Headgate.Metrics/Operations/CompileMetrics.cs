using Headgate.Catalogue;
using Headgate.Graph.Query;
using Headgate.Wire;

namespace Headgate.Metrics.Operations;

/// <summary>The SQL of metrics.</summary>
internal sealed class CompileMetrics : IOperation<QueryRequest>
{
    public static Operation Spec { get; } =
        MetricsCalls.Spec(
            id: "metrics.compile",
            path: "compile/",
            Capabilities.CompileMetrics,
            "It shows names of tables and columns of the warehouse, and how metrics are computed.",
            "{actor} read the SQL of metrics of {target}",
            "Read the SQL of metrics",
            "Writes the SQL that would answer a query (compileSql), and asks the warehouse nothing."
        );

    public static ValueTask<Answer> HandleAsync(CallContext call, Input<QueryRequest> input, CancellationToken cancellation) =>
        MetricsCalls.AnswerAsync(call, input, cancellation);
}
