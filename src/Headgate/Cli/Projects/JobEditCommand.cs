using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Projects;

/// <summary><c>headgate job edit</c>: reads a job, changes what is named, and sends it back.</summary>
internal static class JobEditCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var job = new Argument<string>("JOB") { Description = "The job (number or name)." };
        var name = new Option<string?>("--name") { Description = "Another name.", HelpName = "NAME" };
        var description = new Option<string?>("--description") { Description = "Another description.", HelpName = "TEXT" };
        var environment = new Option<string?>("--env")
        {
            Description = "Another environment of its project (number or name).",
            HelpName = "ENVIRONMENT",
        };
        var steps = JobOptions.Steps("--step", "Its commands instead of those that it has. May be repeated.");
        var schedule = JobOptions.Schedule("When it runs by itself, as cron in UTC, or off for never.", offIsMeant: true);
        var threads = new Option<int?>("--threads") { Description = "Threads of dbt.", HelpName = "N" };
        var target = new Option<string?>("--target")
        {
            Description = "Name of the target that the project's code sees.",
            HelpName = "NAME",
        };
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command("edit", "Changes a job; what is not named stays.")
        {
            job,
            name,
            description,
            environment,
            steps,
            schedule,
            threads,
            target,
            json,
        };
        server.AddTo(command);
        command.Validators.Add(result =>
        {
            Option[] changes = [name, description, environment, steps, schedule, threads, target];
            if (changes.All(option => result.GetResult(option) is null))
            {
                result.AddError("Say what to change, such as --schedule \"0 6 * * *\".");
            }
        });
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var found = await NamedThing.FindAsync(api, NamedThing.Job, parsed.GetRequiredValue(job), cancellation);
                var body = (JsonObject)await api.GetAsync("v2", $"jobs/{found["id"]}/", cancellation);
                Set(body, "name", parsed.GetValue(name));
                Set(body, "description", parsed.GetValue(description));
                if (parsed.GetValue(environment) is { } place)
                {
                    body["environment_id"] = (long)
                        (await EnvironmentChoice.FindAsync(api, (long)body["project_id"]!, place, cancellation))["id"]!;
                }
                if (parsed.GetValue(steps) is { Length: > 0 } given)
                {
                    body["execute_steps"] = new JsonArray([.. given.Select(step => (JsonNode)step)]);
                }
                if (parsed.GetValue(threads) is { } count)
                {
                    body["settings"]!["threads"] = count;
                }
                Set((JsonObject)body["settings"]!, "target_name", parsed.GetValue(target));
                if (parsed.GetValue(schedule) is { } cron)
                {
                    body["triggers"]!["schedule"] = cron != "off";
                    if (cron != "off")
                    {
                        body["schedule"] = JobBodies.Schedule(cron);
                        // It follows from the triggers, which have changed.
                        body.Remove("job_type");
                    }
                }
                var changed = await api.PostAsync("v2", $"jobs/{found["id"]}/", body, cancellation);
                JobCommands.Show(new JsonArray(changed.DeepClone()), parsed.GetValue(json), terminal);
                return ExitCode.Done;
            }
        );
        return command.WithExamples(
            "headgate job edit Nightly --schedule \"30 5 * * MON-FRI\"",
            "headgate job edit Nightly --schedule off",
            "headgate job edit 12 --name Hourly --step \"dbt run\" --step \"dbt test\""
        );
    }

    private static void Set(JsonObject body, string field, string? value)
    {
        if (value is not null)
        {
            body[field] = value;
        }
    }
}
