using System.CommandLine;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Agents;

/// <summary><c>headgate agent revoke</c>: takes grants back, or ends the agent altogether.</summary>
internal static class RevokeCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "The agent (name or number)." };
        var what = new Argument<string[]>("WHAT")
        {
            Description = "Numbers of grants, or capabilities, all of whose grants are taken back.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var everything = new Option<bool>("--agent") { Description = "Delete the agent: its keys are refused for ever." };
        var server = new ServerOption();
        var command = new Command("revoke", "Takes grants back; with --agent, deletes the agent.") { name, what, everything };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var words = parsed.GetValue(what) ?? [];
                if (words.Length == 0 == !parsed.GetValue(everything))
                {
                    terminal.Error("Name the grants or capabilities to take back, or say --agent to delete the agent.");
                    return ExitCode.Misuse;
                }
                await using var agents = await AgentAccess.OpenAsync(server, parsed, cancellation);
                var agent = await agents.FindAsync(parsed.GetRequiredValue(name), cancellation);
                if (parsed.GetValue(everything))
                {
                    await agents.DeleteAsync(agent.Id, cancellation);
                    terminal.Line($"Agent \"{agent.Name}\" is deleted; its keys are refused.");
                    return ExitCode.Done;
                }
                foreach (var word in words)
                {
                    var taken = agent.Grants.Where(g => g.Capability == word || (long.TryParse(word, out var id) && g.Id == id)).ToList();
                    if (taken.Count == 0)
                    {
                        throw new CommandFailure(
                            $"Agent \"{agent.Name}\" has no grant \"{word}\"; 'headgate agent list {agent.Name}' shows what it has."
                        );
                    }
                    foreach (var grant in taken)
                    {
                        agent = await agents.RevokeGrantAsync(agent.Id, grant.Id, cancellation);
                    }
                }
                AgentPrinter.Show(agent, terminal);
                return ExitCode.Done;
            }
        );
        return command.WithExamples(
            "headgate agent revoke reader runs.trigger",
            "headgate agent revoke reader 12",
            "headgate agent revoke reader --agent"
        );
    }
}
