using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Foreign;

/// <summary><c>headgate mcp-server tools</c>: what a foreign server offers, and what of it can be used.</summary>
internal static class ForeignToolsCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var named = new Argument<string?>("SERVER")
        {
            Description = "The foreign server (name or number); all where it is left out.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command("tools", "Shows the tools of a foreign server: on, new, changed, off, or left out.") { named, json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                var all = parsed.GetValue(named) is { } one
                    ? [(await ForeignServerCommands.FindAsync(api, one, cancellation)).DeepClone()]
                    : await ForeignServerCommands.AllAsync(api, cancellation);
                var tools = new JsonArray();
                foreach (var owner in all)
                {
                    foreach (
                        var tool in await api.ListAsync(ForeignServerCommands.Version, $"mcp-servers/{owner!["id"]}/tools/", cancellation)
                    )
                    {
                        tools.Add(tool!.DeepClone());
                    }
                }
                JsonTable.Print(
                    tools,
                    parsed.GetValue(json),
                    "No tools; 'headgate mcp-server list' says why.",
                    terminal,
                    ("TOOL", "name"),
                    ("STATUS", "status"),
                    ("LOOKED AT", "reviewed_at"),
                    ("BY", "reviewed_by"),
                    ("LEFT OUT", "left_out"),
                    ("SAYS", "definition.description")
                );
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate mcp-server tools weather", "headgate mcp-server tools --json");
    }
}
