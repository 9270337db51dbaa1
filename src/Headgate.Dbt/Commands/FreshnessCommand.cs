using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Commands.Output;
using Headgate.Dbt.Execution;
using Headgate.Dbt.Execution.Results;
using Headgate.Dbt.Execution.Runners;
using Headgate.Dbt.Execution.Summary;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands;

/// <summary><c>dbt source freshness</c>: asks how old the newest rows of sources are.</summary>
internal static class FreshnessCommand
{
    private const string HooksFlag = "source_freshness_run_project_hooks";

    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } =
        new()
        {
            Name = "source freshness",
            Aliases = ["source snapshot-freshness"],
            Summary = "Ask how old the newest rows of sources are.",
            Options = [.. GraphCommand.Selecting, CommandOptions.OutputPath],
        };

    /// <summary>Runs a call of the command.</summary>
    public static async Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation)
    {
        using var session = ProjectSession.Open(invocation);
        session.WriteManifest();
        session.TellFound();
        var plan = new GraphRunPlan
        {
            Types = [ResourceType.Source],
            Takes = static n => n is SourceDefinition source && HasFreshness(source),
            Runners = static (frame, lines) =>
            {
                var runner = new FreshnessRunner(frame, lines);
                return _ => runner;
            },
            MakesSchemas = false,
            RunsHooks = session.Project.Flag(HooksFlag) is not false,
            InOrder = false,
        };
        var result = await GraphRun.RunAsync(session, plan, cancellation);
        Write(session, result);
        var summary = new RunSummary(invocation.Log, invocation.ProjectDirectory);
        foreach (var failed in result.Results.Where(r => r.Status is NodeStatus.Error or NodeStatus.RuntimeError))
        {
            summary.TellFailure(failed);
        }
        invocation.Log.Info("Q019", "FreshnessCheckComplete", "Done.");
        return result.Interrupted ? ExitCode.Unhandled
            : result.Succeeded ? ExitCode.Success
            : ExitCode.Failure;
    }

    private static bool HasFreshness(SourceDefinition source) =>
        source.Freshness is { } freshness && (freshness.WarnAfter?.Count is not null || freshness.ErrorAfter?.Count is not null);

    private static void Write(ProjectSession session, GraphRunResult result)
    {
        session.WriteManifest();
        var options = session.Invocation.Options;
        if (!options.Get(GlobalOptions.WriteJson))
        {
            return;
        }
        var path = options.Get(CommandOptions.OutputPath) is { } asked
            ? Path.GetFullPath(asked, session.Invocation.Process.WorkingDirectory)
            : Path.Combine(session.Project.TargetPath, "sources.json");
        ArtifactFile.Write(
            new SourcesArtifact
            {
                Metadata = RunArtifacts.Head(session.Invocation, "sources/v3"),
                // As with dbt, a source that could not be asked is told of on the console alone.
                Results = [.. result.Results.Where(r => r.Freshness is { Error: null }).Select(Complete)],
                ElapsedTime = result.Elapsed.TotalSeconds,
            },
            path
        );
    }

    private static SourceFreshness Complete(NodeResult result) =>
        result.Freshness! with
        {
            Timing = result.Timing,
            ThreadId = result.ThreadId,
            ExecutionTime = result.Duration.TotalSeconds,
        };
}
