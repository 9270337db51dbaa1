using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Console;
using Headgate.Dbt.Execution;
using Headgate.Dbt.Execution.Results;
using Headgate.Dbt.Execution.Runners;

namespace Headgate.Dbt.Commands;

/// <summary><c>dbt run-operation --sql</c>: one statement, of which no rows are read.</summary>
internal static class InlineOperation
{
    private const string Name = "inline_query";

    /// <summary>Compiles the statement and runs it.</summary>
    public static NodeResult Run(RunFrame frame, string sql, StageTimer timer, CancellationToken cancellation)
    {
        frame.Log.Info("Q032", "LogStartLine", $"START executing {Name}");
        var node = InlineNode.AddTo(frame.Session, sql);
        var failure = Execute(frame, node, timer, cancellation);
        frame.Session.Manifest.Nodes.Remove(node.UniqueId);
        if (failure is null)
        {
            frame.Log.Info("Q033", "LogNodeResult", $"OK executed {Name}");
        }
        else
        {
            frame.Log.Tell(new(EventLevel.Error, "Q033", "LogNodeResult", $"ERROR executing {Name}\n{failure}"));
        }
        return new()
        {
            Node = node,
            Status = failure is null ? NodeStatus.Success : NodeStatus.Error,
            Message = failure,
            Failures = failure is null ? 0 : 1,
            ThreadId = "MainThread",
            Duration = timer.Elapsed,
            Timing = timer.Stages,
        };
    }

    private static string? Execute(RunFrame frame, ManifestNode node, StageTimer timer, CancellationToken cancellation)
    {
        var connection = frame.Connections.Of(WorkerConnections.Main);
        connection.Name = Name;
        var context = frame.ContextOf(node, connection, cancellation);
        try
        {
            var compiled = timer.Take(NodeJob.CompileStage, () => frame.Compiler.Compile(context));
            timer.Take(NodeJob.ExecuteStage, () => context.Execute(compiled, autoBegin: true, fetch: false, null, null));
            connection.Commit();
            return null;
        }
        catch (Exception failure) when (failure is DbtException or DatabaseException)
        {
            return FailureText.Of(failure, node);
        }
        finally
        {
            connection.Release();
        }
    }
}
