using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Execution;
using Headgate.Dbt.Execution.Runners;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands;

/// <summary><c>dbt test</c>: runs data tests and unit tests.</summary>
internal static class TestCommand
{
    private static readonly ResourceType[] All = [ResourceType.Test, ResourceType.UnitTest];

    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } =
        new()
        {
            Name = "test",
            Summary = "Run the tests of the project.",
            Options =
            [
                .. GraphCommand.Selecting,
                CommandOptions.ResourceTypesOnly,
                CommandOptions.ExcludeResourceTypes,
                CommandOptions.StoreFailures,
            ],
        };

    /// <summary>The kinds of node that a call takes.</summary>
    public static IReadOnlyList<ResourceType> TypesOf(OptionValues options) =>
        [.. ResourceTypeChoice.Of(options, All, All).Where(All.Contains)];

    /// <summary>Runs a call of the command.</summary>
    public static Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation) =>
        GraphCommand.RunAsync(invocation, PlanOf(invocation), cancellation);

    /// <summary>What is run.</summary>
    public static GraphRunPlan PlanOf(Invocation invocation)
    {
        return new() { Types = TypesOf(invocation.Options), Runners = BuildRunners.Of };
    }
}
