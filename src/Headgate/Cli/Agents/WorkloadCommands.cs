using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Agents;

/// <summary><c>headgate agent workload</c>: machines that act as agents with tokens of their own issuer.</summary>
internal static class WorkloadCommands
{
    private const string Version = "gate/v1";
    private const string Path = "workloads/";

    /// <summary>The command with its subcommands.</summary>
    public static Command Build(Terminal terminal) =>
        new Command("workload", "Machines, such as CI runs, that act as agents with tokens of their own issuer.")
        {
            Add(terminal),
            List(terminal),
            Remove(terminal),
        }.WithExamples(
            "headgate agent workload add nightly --agent ci --issuer https://token.actions.githubusercontent.com --subject repo:orchard/shop:ref:refs/heads/main",
            "headgate agent workload list"
        );

    private static Command Add(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "Its name, for the record." };
        var agent = Text("--agent", "NAME", "The agent as which it acts (name or number).", required: true);
        var issuer = Text("--issuer", "ADDRESS", "The issuer, exactly as it stands in its tokens.", required: true);
        var subject = Text("--subject", "TEXT", "The one subject whose tokens are accepted.", required: true);
        var audience = Text("--audience", "TEXT", "Whom the tokens have to be for; without it, this server's own address.");
        var claims = new Option<string[]>("--claim")
        {
            Description = "A further claim that a token has to have, such as workflow=nightly. May be repeated.",
            HelpName = "NAME=TEXT",
        };
        var keysUrl = Text("--keys-url", "ADDRESS", "Where the issuer's keys are; without it, the issuer is asked.");
        var keys = new Option<FileInfo>("--keys-file")
        {
            Description = "The issuer's keys (JSON Web Key Set), for an issuer that the server does not reach.",
            HelpName = "FILE",
        };
        keys.AcceptExistingOnly();
        claims.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string[]>()?.FirstOrDefault(c => c.IndexOf('=', StringComparison.Ordinal) < 1) is { } wrong)
            {
                result.AddError($"--claim is NAME=TEXT, not \"{wrong}\".");
            }
        });
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command("add", "Lets a machine act as an agent.")
        {
            name,
            agent,
            issuer,
            subject,
            audience,
            claims,
            keysUrl,
            keys,
            json,
        };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                await using var agents = new ServedAgents(await server.OpenAsync(parsed, cancellation));
                using var api = await server.OpenAsync(parsed, cancellation);
                var body = new JsonObject
                {
                    ["name"] = parsed.GetRequiredValue(name),
                    ["agent_id"] = (await agents.FindAsync(parsed.GetRequiredValue(agent)!, cancellation)).Id,
                    ["issuer"] = parsed.GetValue(issuer),
                    ["subject"] = parsed.GetValue(subject),
                    ["audience"] = parsed.GetValue(audience),
                    ["keys_url"] = parsed.GetValue(keysUrl),
                };
                if (parsed.GetValue(claims) is { Length: > 0 } named)
                {
                    body["claims"] = new JsonObject(
                        named
                            .Select(c => c.Split('=', 2))
                            .DistinctBy(c => c[0], StringComparer.Ordinal)
                            .Select(c => KeyValuePair.Create(c[0], (JsonNode?)c[1]))
                    );
                }
                if (parsed.GetValue(keys) is { } file)
                {
                    body["keys"] = Read(file);
                }
                var made = await api.PostAsync(Version, Path, body, cancellation);
                terminal.Line(
                    parsed.GetValue(json)
                        ? made.ToJsonString(JsonOption.Format)
                        : $"Workload {made["id"]} acts as agent \"{parsed.GetValue(agent)}\": it sends tokens of {made["issuer"]} for {made["audience"]} as  Authorization: Bearer eyJ…"
                );
                return ExitCode.Done;
            }
        );
        return command.WithExamples(
            "headgate agent workload add nightly --agent ci --issuer https://token.actions.githubusercontent.com --subject repo:orchard/shop:ref:refs/heads/main --claim workflow=nightly"
        );
    }

    private static Command List(Terminal terminal)
    {
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command("list", "Shows which machines act as which agents.") { json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                JsonTable.Print(
                    await api.ListAsync(Version, Path, cancellation),
                    parsed.GetValue(json),
                    "No machine acts as an agent; 'headgate agent workload add' lets one.",
                    terminal,
                    ("WORKLOAD", "id"),
                    ("NAME", "name"),
                    ("AGENT", "agent_id"),
                    ("ISSUER", "issuer"),
                    ("SUBJECT", "subject"),
                    ("AUDIENCE", "audience")
                );
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate agent workload list", "headgate agent workload list --json");
    }

    private static Command Remove(Terminal terminal)
    {
        var id = new Argument<long>("WORKLOAD") { Description = "Its number, as 'headgate agent workload list' shows it." };
        var server = new ServerOption();
        var command = new Command("remove", "Refuses a machine's tokens from now on.") { id };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var workload = parsed.GetValue(id);
                await api.DeleteAsync(Version, string.Create(CultureInfo.InvariantCulture, $"{Path}{workload}/"), cancellation);
                terminal.Line(string.Create(CultureInfo.InvariantCulture, $"Workload {workload} acts as no agent any more."));
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate agent workload remove 2");
    }

    private static Option<string?> Text(string name, string help, string says, bool required = false) =>
        new(name)
        {
            Description = says,
            HelpName = help,
            Required = required,
        };

    private static JsonNode? Read(FileInfo file)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllText(file.FullName));
        }
        catch (JsonException)
        {
            throw new CommandFailure($"{file.FullName} is no JSON.");
        }
    }
}
