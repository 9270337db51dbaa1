using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Running;
using Headgate.Dbt.Execution.Results;

namespace Headgate.Dbt.Execution.Runners;

/// <summary>Models, seeds, snapshots and functions: compiled, then made by the macro of their materialisation.</summary>
/// <param name="frame">What nodes share.</param>
/// <param name="words">The verbs of the kind.</param>
/// <param name="lines">Tells lines about nodes.</param>
/// <param name="afterwards">Told what a node made, for <c>seed --show</c>; null where nothing follows.</param>
internal sealed class MaterializingRunner(RunFrame frame, BuildWords words, NodeLines lines, Action<NodeContext>? afterwards = null)
    : INodeRunner
{
    /// <inheritdoc />
    public void TellStart(IManifestResource node, NodePlace place)
    {
        if (!((ManifestNode)node).IsEphemeral)
        {
            lines.Start(words.Noun + Describe((ManifestNode)node), place);
        }
    }

    /// <inheritdoc />
    public NodeResult Run(NodeJob job)
    {
        var node = job.ManifestNode;
        var context = frame.ContextOf(node, job.Connection, job.Cancellation);
        job.Timer.Take(NodeJob.CompileStage, () => frame.Compiler.Compile(context));
        if (node.IsEphemeral)
        {
            return new() { Node = node, Status = NodeStatus.Success };
        }
        var made = job.Timer.Take(
            NodeJob.ExecuteStage,
            () =>
            {
                var done = Materialization.Run(context, node.Materialized);
                LatestPointer.Make(frame, context, done.Relations);
                return done;
            }
        );
        afterwards?.Invoke(context);
        var response = made.Main?.Response;
        return new()
        {
            Node = node,
            Status = NodeStatus.Success,
            AdapterResponse = Responses.Of(response),
            Message = response?.Message ?? "SUCCESS",
        };
    }

    /// <inheritdoc />
    public void TellEnd(NodeResult result, NodePlace place)
    {
        var node = (ManifestNode)result.Node;
        if (!node.IsEphemeral)
        {
            lines.Built(result, words, Describe(node), place);
        }
    }

    private string Describe(ManifestNode node)
    {
        var name = lines.NameOf(node);
        return node.ResourceType switch
        {
            ResourceType.Seed => "seed file " + name,
            ResourceType.Snapshot => name,
            ResourceType.Function => "function " + name,
            _ => $"{node.Language} {node.Materialized} model {name}",
        };
    }
}
