using Headgate.Dbt.CommandLine;

namespace Headgate.Dbt.Commands;

/// <summary>All commands there are.</summary>
internal static class DbtCommands
{
    /// <summary>The commands and groups of commands.</summary>
    public static CommandGroup Root { get; } =
        new(
            "",
            "Headgate's engine for dbt projects: builds, tests and documents the models of a project with dbt's own command line.",
            [
                BuildCommand.Spec,
                CleanCommand.Spec,
                CompileCommand.Spec,
                DebugCommand.Spec,
                DepsCommand.Spec,
                ListCommand.Spec,
                ParseCommand.Spec,
                RetryCommand.Spec,
                RunCommand.Spec,
                RunOperationCommand.Spec,
                SeedCommand.Spec,
                ShowCommand.Spec,
                SnapshotCommand.Spec,
                TestCommand.Spec,
            ],
            [
                new("docs", "Document the project.", [DocsGenerateCommand.Spec], []),
                new("source", "Look at the project's sources.", [FreshnessCommand.Spec], []),
            ]
        );
}
