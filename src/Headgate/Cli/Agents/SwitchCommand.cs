using System.CommandLine;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Agents;

/// <summary><c>headgate agent enable</c> and <c>disable</c>: whether an agent's keys are accepted.</summary>
internal static class SwitchCommand
{
    /// <summary>One of the two commands.</summary>
    public static Command Build(Terminal terminal, bool on)
    {
        var name = new Argument<string>("NAME") { Description = "The agent (name or number)." };
        var server = new ServerOption();
        var command = new Command(
            on ? "enable" : "disable",
            on ? "Lets a switched-off agent work again." : "Refuses all keys of an agent at once; its grants stay."
        )
        {
            name,
        };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                await using var agents = await AgentAccess.OpenAsync(server, parsed, cancellation);
                var agent = await agents.FindAsync(parsed.GetRequiredValue(name), cancellation);
                AgentPrinter.Show(await agents.EnableAsync(agent.Id, on, cancellation), terminal);
                return ExitCode.Done;
            }
        );
        return command.WithExamples($"headgate agent {(on ? "enable" : "disable")} reader");
    }
}
