using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Execution;
using Headgate.Dbt.Execution.Runners;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands;

/// <summary><c>dbt clone</c>: makes the relations of another state here, as copies or as views on them.</summary>
internal static class CloneCommand
{
    private static readonly ResourceType[] All = [ResourceType.Model, ResourceType.Seed, ResourceType.Snapshot];

    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } =
        new()
        {
            Name = "clone",
            Summary = "Make the relations of another state in this target, without building them.",
            Options =
            [
                .. GraphCommand.Selecting,
                CommandOptions.ResourceTypesOnly,
                CommandOptions.ExcludeResourceTypes,
                CommandOptions.FullRefresh,
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
        return new()
        {
            Types = TypesOf(invocation.Options),
            Takes = static n => n is ManifestNode { IsEphemeral: false },
            Runners = static (frame, _) =>
            {
                var runner = new CloneRunner(frame);
                return _ => runner;
            },
            Defers = true,
            TellsEnd = false,
            RunsHooks = false,
            InOrder = false,
        };
    }
}
