using System.Collections.Concurrent;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Console;
using Headgate.Dbt.Execution.Results;
using Headgate.Dbt.Execution.Runners;

namespace Headgate.Dbt.Execution;

/// <summary>Runs single nodes on workers: numbers them, tells their start and end, and turns whatever goes wrong into a result.</summary>
/// <param name="frame">What nodes share.</param>
/// <param name="runners">The runner of each node.</param>
/// <param name="lines">Tells lines about nodes.</param>
/// <param name="total">The number of nodes that are counted.</param>
internal sealed class NodeExecutor(RunFrame frame, Func<IManifestResource, INodeRunner> runners, NodeLines lines, int total)
{
    /// <summary>The message of a node that was cancelled while it ran.</summary>
    public const string CancelledMessage = "The node was cancelled while it ran.";

    private readonly ConcurrentDictionary<string, NodePlace> _places = new(StringComparer.Ordinal);
    private int _numbered;

    /// <summary>Gives a node the next number, unless it has one; ephemeral models have none.</summary>
    public NodePlace Number(IManifestResource node) =>
        _places.GetOrAdd(
            node.UniqueId,
            _ => node is ManifestNode { IsEphemeral: true } ? default : new NodePlace(Interlocked.Increment(ref _numbered), total)
        );

    /// <summary>Runs a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="worker">The worker's number from 1.</param>
    /// <param name="cancellation">Ends templates and statements.</param>
    public NodeResult Run(IManifestResource node, int worker, CancellationToken cancellation)
    {
        var place = Number(node);
        var runner = runners(node);
        runner.TellStart(node, place);
        var timer = new StageTimer(frame.Time);
        var result = RunGuarded(runner, node, worker, timer, cancellation) with
        {
            ThreadId = WorkerThread.NameOf(worker),
            Duration = timer.Elapsed,
            Timing = timer.Stages,
        };
        if (!cancellation.IsCancellationRequested || result.Status != NodeStatus.Skipped)
        {
            runner.TellEnd(result, place);
        }
        return result;
    }

    /// <summary>Gives the result of a node that is not run.</summary>
    /// <param name="node">The node.</param>
    /// <param name="cause">The result that is the reason.</param>
    public NodeResult Skip(IManifestResource node, NodeResult cause)
    {
        var place = Number(node);
        var ephemeral = cause.Node is ManifestNode { IsEphemeral: true };
        if (!ephemeral)
        {
            lines.Skipped(node, place);
            return Skipped(node, null);
        }
        lines.SkippedBecause(node, place);
        return Skipped(
            node,
            $"Compilation Error in {node.UniqueId}, caused by compilation error in referenced ephemeral model {cause.Node.UniqueId}: {cause.Message}"
        ) with
        {
            Cause = cause,
        };
    }

    /// <summary>The result of a node that never started.</summary>
    public static NodeResult Skipped(IManifestResource node, string? message) =>
        new()
        {
            Node = node,
            Status = NodeStatus.Skipped,
            Message = message,
            ThreadId = WorkerThread.NameOf(1),
        };

    /// <summary>The result of a node that failed outside its runner.</summary>
    public static NodeResult Failed(IManifestResource node, Exception failure) =>
        new()
        {
            Node = node,
            Status = NodeStatus.Error,
            Message = FailureText.Of(failure, node),
            Place = (failure as DbtException)?.Place,
            ThreadId = WorkerThread.NameOf(1),
        };

    private NodeResult RunGuarded(INodeRunner runner, IManifestResource node, int worker, StageTimer timer, CancellationToken cancellation)
    {
        try
        {
            var connection = frame.Connections.Of(worker);
            try
            {
                return WorkerThread.Run(worker, () => runner.Run(new NodeJob(node, connection, timer, cancellation)));
            }
            finally
            {
                connection.Release();
            }
        }
        catch (OperationCanceledException)
        {
            return Skipped(node, CancelledMessage);
        }
        catch (Exception failure)
        {
            // The worker's edge: a failure, expected or not, is the node's result, so that the rest of the graph goes on.
            if (failure is not (DbtException or Adapters.DatabaseException))
            {
                frame.Log.Tell(new(Console.EventLevel.Debug, "Z003", "InternalErrorOnRun", failure.ToString()));
            }
            return Failed(node, failure);
        }
    }
}
