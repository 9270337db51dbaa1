using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Execution;
using Headgate.Dbt.Execution.Runners;

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
            RunAsync = static (invocation, token) => GraphCommand.RunAsync(invocation, PlanOf(invocation), token),
        };

    private static GraphRunPlan PlanOf(Invocation invocation) =>
        invocation.Options.Get(CommandOptions.Show)
            ? Plan with
            {
                Runners = (frame, lines) => _ => new MaterializingRunner(frame, BuildWords.Seed, lines, SeedPreview.Teller(frame)),
            }
            : Plan;
}
