using Headgate.Dbt.Artifacts;
using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Commands.Output;
using Headgate.Dbt.Console;
using Headgate.Dbt.Selection;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands;

/// <summary><c>dbt list</c>, also <c>ls</c>: prints the selected resources.</summary>
internal static class ListCommand
{
    private static readonly ResourceType[] Usual =
    [
        ResourceType.Model,
        ResourceType.Snapshot,
        ResourceType.Seed,
        ResourceType.Test,
        ResourceType.UnitTest,
        ResourceType.Source,
        ResourceType.Exposure,
        ResourceType.Metric,
        ResourceType.SemanticModel,
        ResourceType.SavedQuery,
        ResourceType.Function,
    ];

    private static readonly ResourceType[] All = [.. Usual, ResourceType.Analysis];

    /// <summary>The command.</summary>
    public static CommandSpec Spec { get; } =
        new()
        {
            Name = "list",
            Aliases = ["ls"],
            Summary = "List the resources of the project.",
            Options =
            [
                CommandOptions.Exclude,
                CommandOptions.Models,
                CommandOptions.Output,
                CommandOptions.OutputKeys,
                CommandOptions.ProfilesDir,
                CommandOptions.ProjectDir,
                CommandOptions.ResourceTypesOnly,
                CommandOptions.ExcludeResourceTypes,
                CommandOptions.SelectOnly,
                CommandOptions.Selector,
                CommandOptions.TargetPath,
                CommandOptions.Threads,
                CommandOptions.Vars,
            ],
        };

    /// <summary>Runs a call of the command.</summary>
    public static Task<ExitCode> RunAsync(Invocation invocation, CancellationToken cancellation) => Task.FromResult(Run(invocation));

    /// <summary>The lines about the resources that a call selects.</summary>
    public static IReadOnlyList<string> Lines(OptionValues options, ResourceSelector selector, SelectionSpec spec)
    {
        var types = options.Get(CommandOptions.Models).Count > 0 ? [ResourceType.Model] : ResourceTypeChoice.Of(options, Usual, All);
        return
        [
            .. selector
                .Select(spec, types, withEmpty: true)
                .OrderBy(r => r.UniqueId, StringComparer.Ordinal)
                .Select(r => ListOutput.Line(r, options)),
        ];
    }

    private static ExitCode Run(Invocation invocation)
    {
        using var session = ProjectSession.Open(invocation);
        session.WriteManifest();
        session.TellFound();
        var lines = Lines(invocation.Options, session.Selector, session.ReadSelection());
        if (lines.Count == 0)
        {
            invocation.Log.Tell(new(EventLevel.Warn, "M031", "NoNodesSelected", "No nodes selected!") { MayBeError = true });
        }
        foreach (var line in lines)
        {
            invocation.Log.Tell(new(EventLevel.Info, "Z052", "ListCmdOut", line) { IsOutput = true });
        }
        return ExitCode.Success;
    }
}
