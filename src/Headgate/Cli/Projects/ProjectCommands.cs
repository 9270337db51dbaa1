using System.CommandLine;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Projects;

/// <summary><c>headgate project</c>: projects of a server.</summary>
internal static class ProjectCommands
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Build(Terminal terminal) =>
        new Command("project", "Projects: bring one of your own, list what there is.")
        {
            ProjectAddCommand.Build(terminal),
            List(terminal),
        }.WithExamples("headgate project add ~/shop", "headgate project list");

    private static Command List(Terminal terminal)
    {
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command("list", "Shows the projects.") { json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var projects = await api.ListAsync("v3", "projects/?include_related=[\"repository\"]", cancellation);
                JsonTable.Print(
                    projects,
                    parsed.GetValue(json),
                    "No projects yet; 'headgate project add FOLDER' brings one.",
                    terminal,
                    ("PROJECT", "id"),
                    ("NAME", "name"),
                    ("MADE (UTC)", "created_at"),
                    ("FROM", "repository.remote_url")
                );
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate project list", "headgate project list --json");
    }
}
