using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Agents;

/// <summary><c>headgate agent list</c>: who may do what.</summary>
internal static class ListCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var name = new Argument<string?>("NAME") { Description = "Only this agent (name or number).", Arity = ArgumentArity.ZeroOrOne };
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command("list", "Shows the agents with their keys and grants.") { name, json };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                await using var agents = await AgentAccess.OpenAsync(server, parsed, cancellation);
                var shown = parsed.GetValue(name) is { } one
                    ? [await agents.FindAsync(one, cancellation)]
                    : await agents.ListAsync(cancellation);
                if (parsed.GetValue(json))
                {
                    terminal.Line(new JsonArray([.. shown.Select(AgentPrinter.Json)]).ToJsonString(JsonOption.Format));
                    return ExitCode.Done;
                }
                foreach (var agent in shown)
                {
                    AgentPrinter.Show(agent, terminal);
                }
                if (shown.Count == 0)
                {
                    terminal.Line("No agents yet; 'headgate agent add NAME' makes one.");
                }
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate agent list", "headgate agent list reader --json");
    }
}
