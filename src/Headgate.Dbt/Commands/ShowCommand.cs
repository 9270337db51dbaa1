using System.Collections.Concurrent;
using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Commands.Output;
using Headgate.Dbt.Console;
using Headgate.Dbt.Execution.Runners;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands;

/// <summary><c>dbt show</c>: runs the query of a node, or one given inline, and prints some rows.</summary>
internal static class ShowCommand
{
    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } =
        new()
        {
            Name = "show",
            Summary = "Print rows of a model, or of a query that is given inline, without building anything.",
            Options =
            [
                .. GraphCommand.Selecting,
                CommandOptions.FullRefresh,
                CommandOptions.ShowOutput,
                CommandOptions.ShowLimit,
                CommandOptions.Introspect,
                CommandOptions.Inline,
                CommandOptions.InlineDirect,
            ],
        };

    /// <summary>Runs a call of the command.</summary>
    public static async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        if (invocation.Options.Get(CommandOptions.InlineDirect) is { } direct)
        {
            return ShowDirect.Run(invocation, direct, cancellation);
        }
        using var session = ProjectSession.Open(invocation);
        session.WriteManifest();
        session.TellFound(invocation.Options.Get(CommandOptions.Inline) is null ? 0 : 1);
        var tables = new ConcurrentDictionary<string, QueryTable>(StringComparer.Ordinal);
        var limit = invocation.Options.Get(CommandOptions.ShowLimit) is >= 0 and { } rows ? rows : (int?)null;
        var plan = CompileCommand.Plan with
        {
            Runners = (frame, _) =>
            {
                var runner = new ShowRunner(frame, limit, (node, table) => tables[node.UniqueId] = table);
                return _ => runner;
            },
        };
        var result = await CompileCommand.RunAsync(session, plan, cancellation);
        foreach (var node in NamedNodes.Of(invocation.Options, result.Results))
        {
            Tell(invocation, node.ResourceType == ResourceType.SqlOperation ? null : node.Name, tables[node.UniqueId]);
        }
        return result.Interrupted ? ExitCode.Unhandled : ExitCode.Success;
    }

    /// <summary>Prints rows.</summary>
    /// <param name="invocation">The call.</param>
    /// <param name="node">The node's name; null for SQL given inline.</param>
    /// <param name="table">The rows.</param>
    public static void Tell(Invocation invocation, string? node, QueryTable table)
    {
        var json = invocation.Options.Get(CommandOptions.ShowOutput) == "json";
        var head = node is null ? "Previewing inline node:" : $"Previewing node '{node}':";
        var text = json ? PreviewTable.Json(node, table) : $"{head}\n{PreviewTable.Render(table)}";
        invocation.Log.Tell(new(EventLevel.Info, "Q041", "ShowNode", text) { IsOutput = json });
    }
}
