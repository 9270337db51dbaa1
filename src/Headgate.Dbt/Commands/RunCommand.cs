using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Execution;
using Headgate.Dbt.Execution.Runners;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands;

/// <summary><c>dbt run</c>: builds the selected models.</summary>
internal static class RunCommand
{
    /// <summary>What is run.</summary>
    public static GraphRunPlan Plan { get; } = new() { Types = [ResourceType.Model], Runners = BuildRunners.Of };

    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } =
        new()
        {
            Name = "run",
            Summary = "Compile models and build them in the database.",
            Options =
            [
                .. GraphCommand.Selecting,
                CommandOptions.FullRefresh,
                CommandOptions.Empty,
                CommandOptions.EventTimeStart,
                CommandOptions.EventTimeEnd,
                CommandOptions.Sample,
            ],
        };

    /// <summary>Runs a call of the command.</summary>
    public static Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation) =>
        GraphCommand.RunAsync(invocation, Plan, cancellation);
}
