using System.CommandLine;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Projects;

/// <summary><c>headgate job</c>: jobs of a server.</summary>
internal static class JobCommands
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Build(Terminal terminal) =>
        new Command("job", "Jobs: what runs where and when. 'headgate run JOB' triggers one.")
        {
            JobAddCommand.Build(terminal),
            List(terminal),
            JobEditCommand.Build(terminal),
            Delete(terminal),
        }.WithExamples(
            "headgate job add Nightly --project shop --step \"dbt build\" --schedule \"0 6 * * *\"",
            "headgate job edit Nightly --schedule off",
            "headgate job delete Nightly"
        );

    /// <summary>Shows jobs.</summary>
    public static void Show(System.Text.Json.Nodes.JsonArray jobs, bool json, Terminal terminal) =>
        JsonTable.Print(
            jobs,
            json,
            "No jobs yet; 'headgate job add NAME --project PROJECT' makes one.",
            terminal,
            ("JOB", "id"),
            ("NAME", "name"),
            ("PROJECT", "project_id"),
            ("ENVIRONMENT", "environment_id"),
            ("SCHEDULED", "triggers.schedule"),
            ("CRON", "schedule.cron"),
            ("NEXT (UTC)", "next_run"),
            ("COMMANDS", "execute_steps")
        );

    private static Command List(Terminal terminal)
    {
        var project = new Option<string?>("--project")
        {
            Description = "Only jobs of this project (number or name).",
            HelpName = "PROJECT",
        };
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command("list", "Shows the jobs.") { project, json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var path = "jobs/";
                if (parsed.GetValue(project) is { } named)
                {
                    path += $"?project_id={(await NamedThing.FindAsync(api, NamedThing.Project, named, cancellation))["id"]}";
                }
                Show(await api.ListAsync("v2", path, cancellation), parsed.GetValue(json), terminal);
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate job list", "headgate job list --project shop --json");
    }

    private static Command Delete(Terminal terminal)
    {
        var job = new Argument<string>("JOB") { Description = "The job (number or name)." };
        var yes = Confirmation.Option();
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command("delete", "Deletes a job; its runs stay.") { job, yes, json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var found = await NamedThing.FindAsync(api, NamedThing.Job, parsed.GetRequiredValue(job), cancellation);
                var words = $"job {found["id"]}, \"{found["name"]}\", of project {found["project_id"]}";
                if (!await Confirmation.AskAsync($"Delete {words}?", parsed.GetValue(yes), terminal, cancellation))
                {
                    return ExitCode.Failed;
                }
                var deleted = await api.DeleteAsync("v2", $"jobs/{found["id"]}/", cancellation);
                terminal.Line(parsed.GetValue(json) ? deleted.ToJsonString(JsonOption.Format) : $"Deleted {words}.");
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate job delete Nightly", "headgate job delete 12 --yes");
    }
}
