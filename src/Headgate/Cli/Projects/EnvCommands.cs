using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Projects;

/// <summary><c>headgate env</c>: environments of a server's projects.</summary>
internal static class EnvCommands
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Build(Terminal terminal) =>
        new Command("env", "Environments: the warehouse, schema and branch that jobs run with.")
        {
            EnvAddCommand.Build(terminal),
            List(terminal),
            EnvEditCommand.Build(terminal),
            Delete(terminal),
        }.WithExamples(
            "headgate env add Staging --project shop --schema staging --type staging",
            "headgate env list --project shop",
            "headgate env delete Staging"
        );

    /// <summary>Shows environments.</summary>
    public static void Show(JsonArray environments, bool json, Terminal terminal) =>
        JsonTable.Print(
            environments,
            json,
            "No environments yet; 'headgate env add NAME --project PROJECT' makes one.",
            terminal,
            ("ENVIRONMENT", "id"),
            ("NAME", "name"),
            ("PROJECT", "project_id"),
            ("TYPE", "deployment_type"),
            ("DBT", "dbt_version"),
            ("CONNECTION", "connection_id"),
            ("CREDENTIALS", "credentials_id"),
            ("BRANCH", "custom_branch")
        );

    private static Command List(Terminal terminal)
    {
        var project = new Option<string?>("--project")
        {
            Description = "Only those of this project (number or name).",
            HelpName = "PROJECT",
        };
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command("list", "Shows the environments.") { project, json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var kind = parsed.GetValue(project) is { } named
                    ? NamedThing.EnvironmentOf((long)(await NamedThing.FindAsync(api, NamedThing.Project, named, cancellation))["id"]!)
                    : NamedThing.Environment;
                Show(await api.ListAsync(kind.Version, kind.Path, cancellation), parsed.GetValue(json), terminal);
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate env list", "headgate env list --project shop --json");
    }

    private static Command Delete(Terminal terminal)
    {
        var environment = new Argument<string>("ENVIRONMENT") { Description = "The environment (number or name)." };
        var yes = Confirmation.Option();
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command("delete", "Deletes an environment with its jobs; their runs stay.") { environment, yes, json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var found = await NamedThing.FindAsync(api, NamedThing.Environment, parsed.GetRequiredValue(environment), cancellation);
                var jobs = (await api.ListAsync("v2", $"jobs/?environment_id={found["id"]}", cancellation)).Count;
                var words = $"environment {found["id"]}, \"{found["name"]}\", of project {found["project_id"]}";
                var question = $"Delete {words}{(jobs == 0 ? "" : jobs == 1 ? " with its job" : $" with its {jobs} jobs")}?";
                if (!await Confirmation.AskAsync(question, parsed.GetValue(yes), terminal, cancellation))
                {
                    return ExitCode.Failed;
                }
                var deleted = await api.DeleteAsync("v3", $"projects/{found["project_id"]}/environments/{found["id"]}/", cancellation);
                terminal.Line(parsed.GetValue(json) ? deleted.ToJsonString(JsonOption.Format) : $"Deleted {words}.");
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate env delete Staging", "headgate env delete 4 --yes");
    }
}
