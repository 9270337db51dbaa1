using System.CommandLine;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Agents;

/// <summary><c>headgate agent</c>: agents, their keys and what they may do.</summary>
internal static class AgentCommands
{
    /// <summary>The command with its subcommands.</summary>
    public static Command Build(Terminal terminal) =>
        new Command("agent", "Agents, their keys and their grants. What is not granted is denied.")
        {
            AddCommand.Build(terminal),
            ListCommand.Build(terminal),
            GrantCommand.Build(terminal),
            RevokeCommand.Build(terminal),
            KeyCommand.Build(terminal),
            ClientCommands.Build(terminal),
            WorkloadCommands.Build(terminal),
            ObserveCommand.Build(terminal, TimeProvider.System),
            RefillCommand.Build(terminal),
            SwitchCommand.Build(terminal, on: true),
            SwitchCommand.Build(terminal, on: false),
        }.WithExamples(
            "headgate agent add reader --grant jobs=read --grant runs=read --project 10",
            "headgate agent grant reader runs.trigger=full --job \"Nightly*\"",
            "headgate agent list reader",
            "headgate agent key reader --rotate 3 --grace 24"
        );
}
