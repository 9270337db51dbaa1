using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Runs;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;
using Headgate.Platform.Profiles;

namespace Headgate.Cli.Projects;

/// <summary><c>headgate env add</c>: an environment, with credentials of its own for its schema.</summary>
internal static class EnvAddCommand
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
        var connection = new Option<string?>("--connection")
        {
            Description = "The connection (number or name); the project's own where it is left out.",
            HelpName = "CONNECTION",
        };
        var schema = new Option<string>("--schema")
        {
            Description = "Schema that models are built in.",
            HelpName = "NAME",
            DefaultValueFactory = _ => "main",
        };
        var threads = new Option<int>("--threads")
        {
            Description = "Threads of dbt.",
            HelpName = "N",
            DefaultValueFactory = _ => 4,
        };
        var type = new Option<string>("--type")
        {
            Description = "general, production or staging.",
            HelpName = "TYPE",
            DefaultValueFactory = _ => "general",
        };
        type.AcceptOnlyFromAmong("general", "production", "staging");
        var branch = new Option<string?>("--branch")
        {
            Description = "Branch; the repository's default where it is left out.",
            HelpName = "NAME",
        };
        var user = new Option<string?>("--user")
        {
            Description =
                "Who connects, where the warehouse is a server. The password is asked for, or is the first line of standard input.",
            HelpName = "NAME",
        };
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command("add", "Makes an environment for jobs.")
        {
            name,
            project,
            connection,
            schema,
            threads,
            type,
            branch,
            user,
            json,
        };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var owner = await NamedThing.FindAsync(api, NamedThing.Project, parsed.GetRequiredValue(project), cancellation);
                var warehouse = await ConnectionAsync(api, owner, parsed.GetValue(connection), cancellation);
                var id = (long)owner["id"]!;
                var login = await LoginAsync(warehouse, parsed.GetValue(user), terminal, cancellation);
                var fields = ProfileTarget.LoginTo(
                    warehouse["adapter_version"]!.ToString(),
                    parsed.GetRequiredValue(schema),
                    parsed.GetValue(threads),
                    login
                );
                (fields["account_id"], fields["project_id"]) = (api.AccountId, id);
                var credentials = await api.PostAsync("v3", $"projects/{id}/credentials/", fields, cancellation);
                var kind = parsed.GetRequiredValue(type);
                var made = await api.PostAsync(
                    "v3",
                    $"projects/{id}/environments/",
                    new JsonObject
                    {
                        ["name"] = parsed.GetRequiredValue(name),
                        ["account_id"] = api.AccountId,
                        ["project_id"] = id,
                        ["connection_id"] = (long)warehouse["id"]!,
                        ["credentials_id"] = (long)credentials["id"]!,
                        ["type"] = "deployment",
                        ["deployment_type"] = kind == "general" ? null : kind,
                        ["dbt_version"] = "headgate",
                        ["use_custom_branch"] = parsed.GetValue(branch) is not null,
                        ["custom_branch"] = parsed.GetValue(branch),
                        ["state"] = 1,
                    },
                    cancellation
                );
                terminal.Line(
                    parsed.GetValue(json)
                        ? made.ToJsonString(JsonOption.Format)
                        : $"Environment {made["id"]}, \"{made["name"]}\", is made; 'headgate job add NAME --project {id} --env {made["id"]}' gives it a job."
                );
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate env add Staging --project shop --schema staging --type staging --branch develop");
    }

    private static async Task<JsonObject> LoginAsync(JsonNode warehouse, string? user, Terminal terminal, CancellationToken cancellation)
    {
        if (!ProfileTarget.NeedsLogin(warehouse["adapter_version"]!.ToString()))
        {
            return [];
        }
        if (user is null)
        {
            throw new CommandFailure($"The connection \"{warehouse["name"]}\" is a server: name who connects with --user.");
        }
        var password =
            await SecretPrompt.AskAsync($"Password of {user}: ", terminal, cancellation)
            ?? throw new CommandFailure($"No password was given for {user}: type it, or send it as the first line of standard input.");
        return new() { ["username"] = user, ["password"] = password };
    }

    private static async Task<JsonNode> ConnectionAsync(PlatformApi api, JsonNode project, string? named, CancellationToken cancellation)
    {
        var wanted =
            named
            ?? project["connection_id"]?.ToString()
            ?? throw new CommandFailure($"Project \"{project["name"]}\" has no connection of its own: name one with --connection.");
        return await NamedThing.FindAsync(api, NamedThing.Connection, wanted, cancellation);
    }
}
