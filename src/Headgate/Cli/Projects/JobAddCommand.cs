using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Projects;

/// <summary><c>headgate job add</c>.</summary>
internal static class JobAddCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "Its name." };
        var project = new Option<string>("--project")
        {
            Description = "The project (number or name).",
            HelpName = "PROJECT",
            Required = true,
        };
        var environment = new Option<string?>("--env")
        {
            Description = "The environment (number or name); needed where the project has several.",
            HelpName = "ENVIRONMENT",
        };
        var steps = JobOptions.Steps("--step", "A command, \"dbt build\" where it is left out. May be repeated.");
        var schedule = JobOptions.Schedule("When it runs by itself, as cron in UTC; never where it is left out.");
        var threads = new Option<int>("--threads")
        {
            Description = "Threads of dbt.",
            HelpName = "N",
            DefaultValueFactory = _ => 4,
        };
        var target = new Option<string>("--target")
        {
            Description = "Name of the target that the project's code sees.",
            HelpName = "NAME",
            DefaultValueFactory = _ => "default",
        };
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command("add", "Makes a job.") { name, project, environment, steps, schedule, threads, target, json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var owner = (long)
                    (await NamedThing.FindAsync(api, NamedThing.Project, parsed.GetRequiredValue(project), cancellation))["id"]!;
                var place = await EnvironmentChoice.FindAsync(api, owner, parsed.GetValue(environment), cancellation);
                var cron = parsed.GetValue(schedule);
                var body = new JsonObject
                {
                    ["account_id"] = api.AccountId,
                    ["project_id"] = owner,
                    ["environment_id"] = (long)place["id"]!,
                    ["name"] = parsed.GetRequiredValue(name),
                    ["execute_steps"] = new JsonArray([
                        .. (parsed.GetValue(steps) is { Length: > 0 } given ? given : ["dbt build"]).Select(step => (JsonNode)step),
                    ]),
                    ["state"] = 1,
                    ["triggers"] = JobBodies.Triggers(cron is not null),
                    ["settings"] = new JsonObject
                    {
                        ["threads"] = parsed.GetValue(threads),
                        ["target_name"] = parsed.GetRequiredValue(target),
                    },
                    ["schedule"] = cron is null ? null : JobBodies.Schedule(cron),
                };
                var made = await api.PostAsync("v2", "jobs/", body, cancellation);
                terminal.Line(
                    parsed.GetValue(json)
                        ? made.ToJsonString(JsonOption.Format)
                        : $"Job {made["id"]}, \"{made["name"]}\", is made in environment \"{place["name"]}\"; 'headgate run {made["id"]} --wait' runs it."
                );
                return ExitCode.Done;
            }
        );
        return command.WithExamples(
            "headgate job add Nightly --project shop --step \"dbt build\" --schedule \"0 6 * * *\"",
            "headgate job add Tests --project shop --env Staging --step \"dbt test\" --json"
        );
    }
}
