using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Execution;
using Headgate.Dbt.Execution.Runners;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands;

/// <summary><c>dbt snapshot</c>: takes the project's snapshots.</summary>
internal static class SnapshotCommand
{
    /// <summary>What is run.</summary>
    public static GraphRunPlan Plan { get; } = new() { Types = [ResourceType.Snapshot], Runners = BuildRunners.Of };

    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } =
        new()
        {
            Name = "snapshot",
            Summary = "Take the snapshots of the project.",
            Options = [.. GraphCommand.Selecting, CommandOptions.Empty],
        };

    /// <summary>Runs a call of the command.</summary>
    public static Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation) =>
        GraphCommand.RunAsync(invocation, Plan, cancellation);
}
