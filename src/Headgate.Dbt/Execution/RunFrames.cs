using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Commands;
using Headgate.Dbt.Console;
using Headgate.Dbt.Context;
using Headgate.Dbt.Context.Objects;
using Headgate.Dbt.Context.Running;
using Headgate.Dbt.Execution.Compile;
using Headgate.Dbt.Macros;
using Headgate.Dbt.Parsing;

namespace Headgate.Dbt.Execution;

/// <summary>Makes what the nodes of a call share.</summary>
internal static class RunFrames
{
    /// <summary>Makes the frame of a call.</summary>
    /// <param name="session">The call's project.</param>
    /// <param name="selected">The unique ids of the nodes that will run.</param>
    public static RunFrame Open(ProjectSession session, IReadOnlyCollection<string> selected)
    {
        var shared = Share(session, Facts(session, selected), selected);
        var files = new TargetTree(session.Project.Root.Folder, session.Project.TargetPath);
        return new RunFrame
        {
            Session = session,
            Shared = shared,
            Files = files,
            Compiler = new NodeCompiler(shared, files, session.Invocation.Options.Get(CommandOptions.InjectEphemeralCtes)),
            Connections = new WorkerConnections(session.Adapter),
        };
    }

    /// <summary>What templates know of a call.</summary>
    public static InvocationFacts Facts(ProjectSession session, IReadOnlyCollection<string> selected)
    {
        var output = OutputOf(session.Invocation);
        return new InvocationFacts
        {
            Project = session.Project,
            Target = TargetObject.Of(session.Project.Target, session.Adapter.Credentials),
            Log = output.Log,
            Print = output.Print,
            Warn = text => session.Invocation.Warnings.Add("JinjaLogWarning", text),
            SelectedResources = selected,
        };
    }

    /// <summary>Where templates log and print to.</summary>
    public static ParseOutput OutputOf(Invocation invocation) =>
        new(
            (text, info) =>
                invocation.Log.Tell(new(info ? EventLevel.Info : EventLevel.Debug, "I062", info ? "JinjaLogInfo" : "JinjaLogDebug", text)),
            text => Print(invocation, text)
        );

    private static RunShared Share(ProjectSession session, InvocationFacts facts, IReadOnlyCollection<string> selected)
    {
        var log = session.Invocation.Log;
        var environment = DbtJinja.ForRunning();
        RunShared? shared = null;
        shared = new RunShared(facts, session.Manifest, Library(session, environment), session.Adapter, environment)
        {
            QuerySent = (name, sql) => log.Tell(new(EventLevel.Debug, "E016", "SQLQuery", $"On {name}: {sql}")),
            RowLimit = session.Invocation.Options.Get(CommandOptions.Empty) ? 0 : null,
            IsDeferred = node => Deferral.Applies(node, session.Invocation.Options, selected, shared!.Cache),
        };
        return shared;
    }

    private static MacroLibrary Library(ProjectSession session, Headgate.Jinja.JinjaEnvironment environment) =>
        new(
            environment,
            session.Project.Root.Name,
            EmbeddedMacros.Packages(session.Adapter.Type, session.Adapter.ParentTypes),
            session.Manifest.Macros.Values
        );

    private static void Print(Invocation invocation, string text)
    {
        if (invocation.Options.Get(GlobalOptions.Print))
        {
            invocation.Log.Tell(new(EventLevel.Info, "Z052", "PrintEvent", text) { IsOutput = true });
        }
    }
}
