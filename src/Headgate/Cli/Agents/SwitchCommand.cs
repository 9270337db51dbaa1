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
        var name = new Argument<string?>("NAME") { Description = "The agent (name or number).", Arity = ArgumentArity.ZeroOrOne };
        var all = new Option<bool>("--all")
        {
            Description = on ? "All agents, but for those that are off by themselves." : "All agents at once.",
        };
        var server = new ServerOption();
        var command = new Command(
            on ? "enable" : "disable",
            on ? "Lets a switched-off agent work again." : "Refuses all keys of an agent at once; its grants stay."
        )
        {
            name,
            all,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(name) is null == !result.GetValue(all))
            {
                result.AddError("Name an agent, or say --all.");
            }
        });
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                await using var agents = await AgentAccess.OpenAsync(server, parsed, cancellation);
                if (parsed.GetValue(all))
                {
                    await agents.SwitchAllAsync(on, cancellation);
                    terminal.Line(
                        on
                            ? "All agents are on again, but for those that are off by themselves."
                            : "All agents are off: every key is refused."
                    );
                    return ExitCode.Done;
                }
                var agent = await agents.FindAsync(parsed.GetValue(name)!, cancellation);
                AgentPrinter.Show(await agents.EnableAsync(agent.Id, on, cancellation), terminal);
                return ExitCode.Done;
            }
        );
        return command.WithExamples(
            $"headgate agent {(on ? "enable" : "disable")} reader",
            $"headgate agent {(on ? "enable" : "disable")} --all"
        );
    }
}
