using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Execution.Results;

namespace Headgate.Dbt.Execution.Runners;

/// <summary>Exposures and saved queries: part of the order in which things are built, with nothing to run.</summary>
internal sealed class NoOpRunner(NodeLines lines) : INodeRunner
{
    /// <inheritdoc />
    public void TellStart(IManifestResource node, NodePlace place)
    {
        // dbt tells the end alone.
    }

    /// <inheritdoc />
    public NodeResult Run(NodeJob job)
    {
        job.Timer.Take(NodeJob.CompileStage, static () => true);
        job.Timer.Take(NodeJob.ExecuteStage, static () => true);
        return new()
        {
            Node = job.Node,
            Status = NodeStatus.NoOp,
            Message = "NO-OP",
            Failures = 0,
        };
    }

    /// <inheritdoc />
    public void TellEnd(NodeResult result, NodePlace place) =>
        lines.NothingToRun(result, $"{result.Node.ResourceType.Word().Replace('_', ' ')} {result.Node.Name}", place);
}
