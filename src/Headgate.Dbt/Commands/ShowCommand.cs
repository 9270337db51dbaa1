using System.Collections.Concurrent;
using Headgate.Dbt.Adapters;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Commands.Output;
using Headgate.Dbt.Console;
using Headgate.Dbt.Execution.Runners;
using Headgate.Dbt.Project.Text;
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
        if (
            invocation.Options.Get(CommandOptions.Inline) is null
            && invocation.Options.Get(CommandOptions.Select).Count == 0
            && invocation.Options.Get(CommandOptions.Selector) is null
        )
        {
            throw new DbtException(DbtErrorKind.Runtime, "Either --select or --inline must be passed to show");
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
        // Ephemeral models have no results, and are shown all the same.
        var ephemeral = session.Manifest.Nodes.Values.Where(n => n.IsEphemeral && tables.ContainsKey(n.UniqueId));
        foreach (var node in NamedNodes.Of(invocation.Options, result.Results.Select(r => r.Node).Union(ephemeral)))
        {
            Tell(invocation, node.ResourceType == ResourceType.SqlOperation ? null : NameOf(node), tables[node.UniqueId]);
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
        var quiet = invocation.Options.Get(GlobalOptions.Quiet);
        var head = node is null ? "Previewing inline node:" : $"Previewing node '{node}':";
        var text =
            json ? PreviewTable.Json(node, table)
            : quiet ? PreviewTable.Render(table)
            : $"{head}\n{PreviewTable.Render(table)}";
        invocation.Log.Tell(new(EventLevel.Info, "Q041", "ShowNode", text) { IsOutput = json || quiet });
    }

    private static string NameOf(IManifestResource node) =>
        node is ManifestNode { Version: { } version } ? $"{node.Name}.v{PythonText.Str(version)}" : node.Name;
}
