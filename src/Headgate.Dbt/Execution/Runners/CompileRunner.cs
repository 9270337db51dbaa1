using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Execution.Results;

namespace Headgate.Dbt.Execution.Runners;

/// <summary>Compiles nodes and runs nothing.</summary>
internal sealed class CompileRunner(RunFrame frame) : INodeRunner
{
    /// <inheritdoc />
    public void TellStart(IManifestResource node, NodePlace place)
    {
        // Compiling is told of at the end, and only for nodes that were named.
    }

    /// <inheritdoc />
    public NodeResult Run(NodeJob job)
    {
        var introspects = frame.Session.Invocation.Options.Get(CommandOptions.Introspect);
        var connection = introspects ? job.Connection : new UnacquiredConnection(job.Connection.Name);
        var context = frame.ContextOf(job.ManifestNode, connection, job.Cancellation);
        job.Timer.Take(NodeJob.CompileStage, () => frame.Compiler.Compile(context));
        job.Timer.Take(NodeJob.ExecuteStage, static () => true);
        return new() { Node = job.Node, Status = NodeStatus.Success };
    }

    /// <inheritdoc />
    public void TellEnd(NodeResult result, NodePlace place)
    {
        // See TellStart.
    }
}
