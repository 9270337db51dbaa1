namespace Headgate.Mcp.Local.Commands;

/// <summary>A command of dbt that a tool wants to run.</summary>
/// <param name="Tool">The tool.</param>
/// <param name="Name">dbt's name of the command: <c>build</c>, <c>docs generate</c>.</param>
/// <param name="Arguments">Its options, each word as dbt gets it.</param>
internal sealed record DbtCommand(string Tool, string Name, IReadOnlyList<string> Arguments)
{
    /// <summary>All words after the program, with what every command is told.</summary>
    public IReadOnlyList<string> WordsFor(DbtProject project) =>
        [
            .. Name.Split(' '),
            "--project-dir",
            project.Folder,
            .. project.Profiles is { } profiles ? ["--profiles-dir", profiles] : Array.Empty<string>(),
            "--log-format",
            "json",
            "--log-level",
            "info",
            "--no-use-colors",
            .. Arguments,
        ];
}
