using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Projects;

/// <summary><c>headgate env edit</c>: reads an environment, changes what is named, and sends it back.</summary>
internal static class EnvEditCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var environment = new Argument<string>("ENVIRONMENT") { Description = "The environment (number or name)." };
        var name = new Option<string?>("--name") { Description = "Another name.", HelpName = "NAME" };
        var connection = new Option<string?>("--connection")
        {
            Description = "Another connection (number or name).",
            HelpName = "CONNECTION",
        };
        var branch = new Option<string?>("--branch")
        {
            Description = "Another branch; an empty text for the repository's default.",
            HelpName = "NAME",
        };
        var version = new Option<string?>("--dbt-version")
        {
            Description = "Another dbt: headgate, or a release track such as latest.",
            HelpName = "VERSION",
        };
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command("edit", "Changes an environment; what is not named stays.")
        {
            environment,
            name,
            connection,
            branch,
            version,
            json,
        };
        server.AddTo(command);
        command.Validators.Add(result =>
        {
            if (((Option[])[name, connection, branch, version]).All(option => result.GetResult(option) is null))
            {
                result.AddError("Say what to change, such as --branch main.");
            }
        });
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var body = (JsonObject)
                    (
                        await NamedThing.FindAsync(api, NamedThing.Environment, parsed.GetRequiredValue(environment), cancellation)
                    ).DeepClone();
                if (parsed.GetValue(name) is { } other)
                {
                    body["name"] = other;
                }
                if (parsed.GetValue(connection) is { } warehouse)
                {
                    body["connection_id"] = (long)(await NamedThing.FindAsync(api, NamedThing.Connection, warehouse, cancellation))["id"]!;
                }
                if (parsed.GetValue(branch) is { } named)
                {
                    body["use_custom_branch"] = named.Length > 0;
                    body["custom_branch"] = named.Length > 0 ? named : null;
                }
                if (parsed.GetValue(version) is { } dbt)
                {
                    body["dbt_version"] = dbt;
                }
                var path = $"projects/{body["project_id"]}/environments/{body["id"]}/";
                var changed = await api.PostAsync("v3", path, body, cancellation);
                EnvCommands.Show(new JsonArray(changed.DeepClone()), parsed.GetValue(json), terminal);
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate env edit Staging --branch release", "headgate env edit 4 --name Preview");
    }
}
