using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Commands.Output;
using Headgate.Dbt.Console;
using Headgate.Dbt.Execution;
using Headgate.Dbt.Execution.Results;
using Headgate.Dbt.Execution.Runners;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands;

/// <summary><c>dbt compile</c>: writes the SQL of the selected nodes and runs nothing.</summary>
internal static class CompileCommand
{
    /// <summary>What is compiled.</summary>
    public static GraphRunPlan Plan { get; } =
        new()
        {
            Types =
            [
                ResourceType.Model,
                ResourceType.Test,
                ResourceType.Snapshot,
                ResourceType.Analysis,
                ResourceType.Operation,
                ResourceType.Seed,
                ResourceType.SqlOperation,
                ResourceType.Function,
            ],
            Runners = static (frame, _) =>
            {
                var runner = new CompileRunner(frame);
                return _ => runner;
            },
            Builds = false,
            RunsHooks = false,
            FailsAtOnce = true,
        };

    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } =
        new()
        {
            Name = "compile",
            Summary = "Write the SQL of models, tests and analyses to the target folder without running it.",
            Options =
            [
                .. GraphCommand.Selecting,
                CommandOptions.FullRefresh,
                CommandOptions.ShowOutput,
                CommandOptions.Introspect,
                CommandOptions.Empty,
                CommandOptions.Inline,
                CommandOptions.InjectEphemeralCtes,
            ],
        };

    /// <summary>Compiles the selected nodes of an open project.</summary>
    /// <exception cref="DbtException">A node cannot be compiled.</exception>
    public static async Task<GraphRunResult> RunAsync(ProjectSession session, GraphRunPlan plan, CancellationToken cancellation)
    {
        var inline = session.Invocation.Options.Get(CommandOptions.Inline) is { } sql ? InlineNode.AddTo(session, sql) : null;
        var result = inline is not null
            ? await GraphRun.RunAsync(session, plan with { InOrder = false }, [inline], cancellation)
            : await GraphRun.RunAsync(session, plan, cancellation);
        if (inline is not null)
        {
            session.Manifest.Nodes.Remove(inline.UniqueId);
        }
        RunArtifacts.Write(session, result);
        if (result.Results.FirstOrDefault(r => r.Status == NodeStatus.Error) is not { } failed)
        {
            return result;
        }
        if (failed.Node == inline && failed.Message?.StartsWith(DbtErrorKind.Compilation.Label(), StringComparison.Ordinal) == true)
        {
            session.Invocation.Log.Tell(
                new(EventLevel.Error, "Z063", "ParseInlineNodeError", "Error while parsing node: inline_query\n" + failed.Message)
            );
            throw new DbtException(DbtErrorKind.Runtime, "Error parsing inline query");
        }
        throw new DbtException(DbtErrorKind.Runtime, failed.Message ?? "") { Place = failed.Place };
    }

    /// <summary>Runs a call of the command.</summary>
    public static async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        using var session = ProjectSession.Open(invocation);
        session.WriteManifest();
        session.TellFound(invocation.Options.Get(CommandOptions.Inline) is null ? 0 : 1);
        var result = await RunAsync(session, Plan, cancellation);
        // Ephemeral models have no results, and are printed all the same.
        var ephemeral = session.Manifest.Nodes.Values.Where(n => n is { IsEphemeral: true, Compiled: true });
        foreach (var node in NamedNodes.Of(invocation.Options, result.Results.Select(r => r.Node).Union(ephemeral)).OfType<ManifestNode>())
        {
            invocation.Log.Tell(
                new(EventLevel.Info, "Q042", "CompiledNode", Text(node, invocation.Options)) { IsOutput = IsJson(invocation.Options) }
            );
        }
        return result.Interrupted ? ExitCode.Unhandled : ExitCode.Success;
    }

    private static bool IsJson(OptionValues options) => options.Get(CommandOptions.ShowOutput) == "json";

    private static string Text(ManifestNode node, OptionValues options)
    {
        var inline = node.ResourceType == ResourceType.SqlOperation;
        if (IsJson(options))
        {
            var shown = new OrderedDictionary<string, object?>();
            if (!inline)
            {
                shown["node"] = node.Name;
            }
            shown["compiled"] = node.CompiledCode;
            return PythonJson.Write(shown, indent: 2);
        }
        return inline ? $"Compiled inline node is:\n{node.CompiledCode}" : $"Compiled node '{node.Name}' is:\n{node.CompiledCode}";
    }
}
