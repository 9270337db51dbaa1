using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Console;
using Headgate.Dbt.Context;
using Headgate.Dbt.Context.Objects;
using Headgate.Dbt.Context.Running;
using Headgate.Dbt.Execution.Batches;
using Headgate.Dbt.Execution.Compile;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Execution;

/// <summary>Makes what the nodes of a call share.</summary>
internal static class RunFrames
{
    /// <summary>Makes the frame of a call.</summary>
    /// <param name="session">The call's project.</param>
    /// <param name="selected">The unique ids of the nodes that will run.</param>
    public static RunFrame Open(ProjectSession session, IReadOnlyCollection<string> selected)
    {
        session.BeginToRun();
        var shared = Share(session, Facts(session, selected), selected);
        var files = new TargetTree(session.Project.Root.Folder, session.Project.TargetPath, session.Project.Settings.Box);
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
        var output = session.Invocation.TemplateOutput;
        return new InvocationFacts
        {
            Project = session.Project,
            Target = TargetObject.Of(session.Project.Target, session.Adapter.Credentials),
            Log = output.Log,
            Print = output.Print,
            Warn = session.Invocation.Warnings.AddOfTemplate,
            Deprecate = (name, text) => session.Invocation.Warnings.Deprecate(name, text, showsEvent: false),
            SelectedResources = selected,
        };
    }

    private static RunShared Share(ProjectSession session, InvocationFacts facts, IReadOnlyCollection<string> selected)
    {
        var log = session.Invocation.Log;
        RunShared? shared = null;
        shared = new RunShared(facts, session.Manifest, session.Macros, session.Adapter)
        {
            QuerySent = (name, sql) => log.Tell(new(EventLevel.Debug, "E016", "SQLQuery", $"On {name}: {sql}")),
            Sample = AskedWindow.OfSample(session.Invocation.Options, session.Invocation.StartedAt),
            RowLimit = session.Invocation.Options.Get(CommandOptions.Empty) ? 0 : null,
            IsDeferred = node => Deferral.Applies(node, session.Invocation.Options, selected, shared!.Cache),
        };
        return shared;
    }
}
