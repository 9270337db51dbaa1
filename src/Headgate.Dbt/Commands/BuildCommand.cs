using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Execution;
using Headgate.Dbt.Execution.Exports;
using Headgate.Dbt.Execution.Runners;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands;

/// <summary><c>dbt build</c>: seeds, models, snapshots, functions and tests, each after what it needs has been tested.</summary>
internal static class BuildCommand
{
    private static readonly ResourceType[] All =
    [
        ResourceType.Model,
        ResourceType.Snapshot,
        ResourceType.Seed,
        ResourceType.Test,
        ResourceType.UnitTest,
        ResourceType.SavedQuery,
        ResourceType.Exposure,
        ResourceType.Function,
    ];

    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } =
        new()
        {
            Name = "build",
            Summary = "Run seeds, models, snapshots, functions and tests in the order of the graph.",
            Options =
            [
                .. GraphCommand.Selecting,
                CommandOptions.FullRefresh,
                CommandOptions.Empty,
                CommandOptions.EventTimeStart,
                CommandOptions.EventTimeEnd,
                CommandOptions.ExportSavedQueries,
                CommandOptions.ResourceTypesOnly,
                CommandOptions.ExcludeResourceTypes,
                CommandOptions.Sample,
                CommandOptions.Show,
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
        var plan = new GraphRunPlan
        {
            Types = TypesOf(invocation.Options),
            Runners = BuildRunners.Of,
            TestsGate = true,
        };
        return invocation.Options.Get(CommandOptions.ExportSavedQueries)
            ? plan with
            {
                Runners = ExportRunner.Of,
                FurtherSchemas = ExportNodes.Schemas,
            }
            : plan;
    }
}
