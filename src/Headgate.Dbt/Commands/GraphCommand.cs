using System.Runtime.ExceptionServices;
using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Commands.Output;
using Headgate.Dbt.Confinement;
using Headgate.Dbt.Execution;
using Headgate.Dbt.Execution.Summary;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands;

/// <summary>What commands that run nodes have in common.</summary>
internal static class GraphCommand
{
    /// <summary>Opens the project, runs the selected nodes as planned, writes the artifacts and tells the summary.</summary>
    public static async Task<ExitCode> RunAsync(Invocation invocation, GraphRunPlan plan, CancellationToken cancellation)
    {
        using var session = ProjectSession.Open(invocation);
        session.WriteManifest();
        session.TellFound();
        return await RunAsync(session, plan, GraphRun.Chosen(session, plan), cancellation);
    }

    /// <summary>The same for nodes that are known already.</summary>
    public static async Task<ExitCode> RunAsync(
        ProjectSession session,
        GraphRunPlan plan,
        IReadOnlyList<IManifestResource> nodes,
        CancellationToken cancellation
    )
    {
        if (session.Project.Settings.Box?.Nodes is { } most && nodes.FirstOrDefault(n => !most.Contains(n.UniqueId)) is { } beyond)
        {
            throw new BoxException($"{Box.CommandRefuses}: {beyond.UniqueId} is none of the nodes that the run was allowed to touch.");
        }
        return Finish(session, await GraphRun.RunAsync(session, plan, nodes, cancellation));
    }

    private static ExitCode Finish(ProjectSession session, GraphRunResult result)
    {
        RunArtifacts.Write(session, result);
        if (result.Results.Count > 0)
        {
            new RunSummary(session.Invocation.Log, session.Invocation.ProjectDirectory).Tell(
                result.Results,
                result.Interrupted || result.Failure is not null
            );
        }
        if (result.Failure is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
        return result.Interrupted ? ExitCode.Unhandled
            : result.Succeeded ? ExitCode.Success
            : ExitCode.Failure;
    }

    /// <summary>Options of every command that opens a project and selects nodes.</summary>
    public static IReadOnlyList<Option> Selecting { get; } =
    [
        CommandOptions.Exclude,
        CommandOptions.ProfilesDir,
        CommandOptions.ProjectDir,
        CommandOptions.Select,
        CommandOptions.Selector,
        CommandOptions.TargetPath,
        CommandOptions.Threads,
        CommandOptions.Vars,
    ];

    /// <summary>Options of every command that opens a project.</summary>
    public static IReadOnlyList<Option> Opening { get; } =
    [CommandOptions.ProfilesDir, CommandOptions.ProjectDir, CommandOptions.TargetPath, CommandOptions.Threads, CommandOptions.Vars];
}
