using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Running;
using Headgate.Dbt.Execution.Results;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Execution.Runners;

/// <summary>Makes a node's relation from that of another state, by the materialisation <c>clone</c>. As with dbt, no line tells of single nodes.</summary>
internal sealed class CloneRunner(RunFrame frame) : INodeRunner
{
    /// <inheritdoc />
    public void TellStart(IManifestResource node, NodePlace place) { }

    /// <inheritdoc />
    public NodeResult Run(NodeJob job)
    {
        var node = job.ManifestNode;
        job.Timer.Take(NodeJob.CompileStage, static () => true);
        var context = frame.ContextOf(node, job.Connection, job.Cancellation);
        if (node.DeferRelation is { } other)
        {
            // What a database without copies of its own is given: a view on the other relation.
            context.Variables.Add("sql", Value.From("select * from " + frame.Shared.Names.Of(other).Render()));
        }
        var made = job.Timer.Take(NodeJob.ExecuteStage, () => Materialization.Run(context, "clone", asText: true));
        return new()
        {
            Node = node,
            Status = NodeStatus.Success,
            AdapterResponse = Responses.Of(made.Main?.Response),
            Message = made.Main?.Response.Message ?? "No-op",
        };
    }

    /// <inheritdoc />
    public void TellEnd(NodeResult result, NodePlace place) { }
}
