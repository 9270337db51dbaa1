using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Console;
using Headgate.Dbt.Context.Running;
using Headgate.Dbt.Execution.Compile;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Execution;

/// <summary>What the nodes of one call share while they run.</summary>
internal sealed class RunFrame
{
    /// <summary>The call's project.</summary>
    public required ProjectSession Session { get; init; }

    /// <summary>What contexts of nodes share.</summary>
    public required RunShared Shared { get; init; }

    /// <summary>Compiles nodes.</summary>
    public required NodeCompiler Compiler { get; init; }

    /// <summary>The trees of compiled and executed SQL.</summary>
    public required TargetTree Files { get; init; }

    /// <summary>One connection for each worker.</summary>
    public required WorkerConnections Connections { get; init; }

    /// <summary>The console and log file.</summary>
    public ConsoleLog Log => Session.Invocation.Log;

    /// <summary>The clock.</summary>
    public TimeProvider Time => Session.Invocation.Time;

    /// <summary>Makes the context of a node on a connection; SQL that its materialisation runs goes to the <c>run/</c> tree.</summary>
    /// <param name="node">The node.</param>
    /// <param name="connection">The worker's connection.</param>
    /// <param name="cancellation">Ends templates and statements.</param>
    public NodeContext ContextOf(ManifestNode node, IAdapterConnection connection, CancellationToken cancellation)
    {
        connection.Name = node.UniqueId;
        return new NodeContext(Shared, node, connection, cancellation) { Written = sql => Write(node, sql) };
    }

    private void Write(ManifestNode node, string sql)
    {
        var path = Files.WriteRun(node, sql);
        // A seed's file holds rows of the database and not code that anyone would look at to understand a failure.
        node.BuildPath = node.ResourceType == ResourceType.Seed ? null : path;
    }
}
