using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Runs;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Foreign;

/// <summary><c>headgate mcp-server</c>: other MCP servers whose tools stand behind the gate.</summary>
internal static class ForeignServerCommands
{
    /// <summary>Version of the API.</summary>
    public const string Version = "gate/v1";

    private static readonly NamedThing Server = new("foreign server", Version, "mcp-servers/");

    /// <summary>The command with its subcommands.</summary>
    public static Command Build(Terminal terminal) =>
        new Command("mcp-server", "Other MCP servers, whose tools agents reach through this gate. What nobody has looked at is off.")
        {
            ForeignAddCommand.Build(terminal),
            List(terminal),
            ForeignToolsCommand.Build(terminal),
            ForeignReviewCommand.Build(terminal),
            Refresh(terminal),
            Remove(terminal),
        }.WithExamples(
            "headgate mcp-server add weather --url https://mcp.example.com/mcp --header Authorization",
            "headgate mcp-server tools weather",
            "headgate mcp-server review weather__forecast",
            "headgate agent grant reader foreign_tools.call=full --tool weather__forecast"
        );

    /// <summary>The argument that names a server.</summary>
    public static Argument<string> Named() => new("SERVER") { Description = "The foreign server (name or number)." };

    /// <summary>The server of a name or number.</summary>
    public static Task<JsonNode> FindAsync(PlatformApi api, string nameOrId, CancellationToken cancellation) =>
        NamedThing.FindAsync(api, Server, nameOrId, cancellation);

    /// <summary>All servers.</summary>
    public static Task<JsonArray> AllAsync(PlatformApi api, CancellationToken cancellation) =>
        api.ListAsync(Server.Version, Server.Path, cancellation);

    /// <summary>Shows a server, as JSON where that is asked for.</summary>
    public static void Show(JsonNode server, bool json, Terminal terminal)
    {
        if (json)
        {
            terminal.Line(server.ToJsonString(JsonOption.Format));
            return;
        }
        terminal.Line(
            $"Foreign server \"{server["name"]}\" at {server["url"] ?? server["command"]}: {server["tools"]} tools, of which {server["tools_on"]} can be used."
        );
        if (server["list_fault"] is { } fault)
        {
            terminal.Line($"Its tools could not be had: {AnsiCodes.Strip(fault.ToString())}");
        }
        if (server["left_out"] is { } odd)
        {
            terminal.Line($"Left out: {AnsiCodes.Strip(odd.ToString())}");
        }
    }

    private static Command List(Terminal terminal)
    {
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command("list", "Shows the foreign servers; of their secrets only the names.") { json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                JsonTable.Print(
                    await AllAsync(api, cancellation),
                    parsed.GetValue(json),
                    "No foreign servers yet; 'headgate mcp-server add NAME --url URL' adds one.",
                    terminal,
                    ("SERVER", "id"),
                    ("NAME", "name"),
                    ("TOOLS", "tools"),
                    ("ON", "tools_on"),
                    ("LISTED", "listed_at"),
                    ("SECRETS", "secret_names"),
                    ("ADDRESS", "url"),
                    ("COMMAND", "command"),
                    ("FAULT", "list_fault")
                );
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate mcp-server list", "headgate mcp-server list --json");
    }

    private static Command Refresh(Terminal terminal)
    {
        var (named, json, server) = (Named(), JsonOption.Create(), new ServerOption());
        var command = new Command("refresh", "Asks a foreign server for its tools now. What has changed is off afterwards.")
        {
            named,
            json,
        };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var found = await FindAsync(api, parsed.GetRequiredValue(named), cancellation);
                Show(
                    await api.PostAsync(Version, $"mcp-servers/{found["id"]}/refresh/", [], cancellation),
                    parsed.GetValue(json),
                    terminal
                );
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate mcp-server refresh weather");
    }

    private static Command Remove(Terminal terminal)
    {
        var (named, yes, json, server) = (Named(), Confirmation.Option(), JsonOption.Create(), new ServerOption());
        var command = new Command("remove", "Removes a foreign server, its tools and what was granted of them.") { named, yes, json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var found = await FindAsync(api, parsed.GetRequiredValue(named), cancellation);
                var question = $"Remove the foreign server \"{found["name"]}\", its {found["tools"]} tools and what was granted of them?";
                if (!await Confirmation.AskAsync(question, parsed.GetValue(yes), terminal, cancellation))
                {
                    return ExitCode.Failed;
                }
                var removed = await api.DeleteAsync(Version, $"mcp-servers/{found["id"]}/", cancellation);
                terminal.Line(
                    parsed.GetValue(json) ? removed.ToJsonString(JsonOption.Format) : $"The foreign server \"{found["name"]}\" is removed."
                );
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate mcp-server remove weather");
    }
}
