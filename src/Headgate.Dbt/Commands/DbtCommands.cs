using Headgate.Dbt.CommandLine;
using Headgate.Dbt.Commands.Init;
using Headgate.Dbt.Session;

namespace Headgate.Dbt.Commands;

/// <summary>All commands there are.</summary>
internal static class DbtCommands
{
    private static readonly IReadOnlyList<Command> All =
    [
        new(BuildCommand.Spec, BuildCommand.RunAsync),
        new(CleanCommand.Spec, CleanCommand.RunAsync),
        new(CloneCommand.Spec, CloneCommand.RunAsync),
        new(CompileCommand.Spec, CompileCommand.RunAsync),
        new(DebugCommand.Spec, DebugCommand.RunAsync),
        new(DepsCommand.Spec, DepsCommand.RunAsync),
        new(DocsGenerateCommand.Spec, DocsGenerateCommand.RunAsync),
        new(DocsServeCommand.Spec, DocsServeCommand.RunAsync),
        new(FreshnessCommand.Spec, FreshnessCommand.RunAsync),
        new(InitCommand.Spec, InitCommand.RunAsync),
        new(ListCommand.Spec, ListCommand.RunAsync),
        new(ParseCommand.Spec, ParseCommand.RunAsync),
        new(RetryCommand.Spec, RetryCommand.RunAsync),
        new(RunCommand.Spec, RunCommand.RunAsync),
        new(RunOperationCommand.Spec, RunOperationCommand.RunAsync),
        new(SeedCommand.Spec, SeedCommand.RunAsync),
        new(ShowCommand.Spec, ShowCommand.RunAsync),
        new(SnapshotCommand.Spec, SnapshotCommand.RunAsync),
        new(TestCommand.Spec, TestCommand.RunAsync),
    ];

    /// <summary>How the commands and groups of commands are called.</summary>
    public static CommandGroup Root { get; } =
        new(
            "",
            "Headgate's engine for dbt projects: builds, tests and documents the models of a project with dbt's own command line.",
            Under(""),
            [new("docs", "Document the project.", Under("docs"), []), new("source", "Look at the project's sources.", Under("source"), [])]
        );

    /// <summary>The command that a call names.</summary>
    public static Command Of(CommandSpec spec) => All.Single(command => ReferenceEquals(command.Spec, spec));

    /// <summary>The commands with one word before their own, or with none.</summary>
    private static List<CommandSpec> Under(string group) =>
        [
            .. All.Select(command => command.Spec)
                .Where(spec => spec.Name[..Math.Max(0, spec.Name.IndexOf(' ', StringComparison.Ordinal))] == group),
        ];
}
