using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Commands.Output;
using Headgate.Dbt.Execution;
using Headgate.Dbt.Execution.Runners;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands;

/// <summary><c>dbt seed</c>: loads the project's CSV files.</summary>
internal static class SeedCommand
{
    /// <summary>What is run.</summary>
    public static GraphRunPlan Plan { get; } = new() { Types = [ResourceType.Seed], Runners = BuildRunners.Of };

    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } =
        new()
        {
            Name = "seed",
            Summary = "Load the project's CSV files into the database.",
            Options = [.. GraphCommand.Selecting, CommandOptions.FullRefresh, CommandOptions.Show, CommandOptions.Empty],
        };

    /// <summary>Runs a call of the command.</summary>
    public static Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation) =>
        GraphCommand.RunAsync(invocation, PlanOf(invocation), cancellation);

    private static GraphRunPlan PlanOf(Invocation invocation) =>
        invocation.Options.Get(CommandOptions.Show)
            ? Plan with
            {
                Runners = (frame, lines) => _ => new MaterializingRunner(frame, BuildWords.Seed, lines, SeedPreview.Teller(frame)),
            }
            : Plan;
}
