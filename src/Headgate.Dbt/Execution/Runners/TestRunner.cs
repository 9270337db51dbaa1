using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Running;
using Headgate.Dbt.Execution.Results;

namespace Headgate.Dbt.Execution.Runners;

/// <summary>Data tests: their query counts what fails, and their thresholds say what that means.</summary>
internal sealed class TestRunner(RunFrame frame, NodeLines lines) : INodeRunner
{
    /// <inheritdoc />
    public void TellStart(IManifestResource node, NodePlace place) => lines.Start("test " + node.Name, place);

    /// <inheritdoc />
    public NodeResult Run(NodeJob job)
    {
        var node = job.ManifestNode;
        var context = frame.ContextOf(node, job.Connection, job.Cancellation);
        job.Timer.Take(NodeJob.CompileStage, () => frame.Compiler.Compile(context));
        var made = job.Timer.Take(NodeJob.ExecuteStage, () => Materialization.Run(context, "test"));
        var main = made.Main ?? throw new DbtException(DbtErrorKind.Internal, "The test ran no statement named main.", Subject.Of(node));
        var outcome = TestOutcome.Read(main.Table.Table, node);
        return outcome.ToResult(node, frame.Log.IsError("LogTestResult")) with { AdapterResponse = Responses.Of(main.Response) };
    }

    /// <inheritdoc />
    public void TellEnd(NodeResult result, NodePlace place) => lines.Tested(result, result.Node.Name, place);
}
