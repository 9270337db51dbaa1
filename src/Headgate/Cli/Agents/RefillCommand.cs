using System.CommandLine;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Agents;

/// <summary><c>headgate agent refill</c>: sets back what an agent has used of its budgets today.</summary>
internal static class RefillCommand
{
    public static Command Build(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "The agent (name or number)." };
        var measure = new Option<string?>("--measure")
        {
            Description = "What is set back, such as runs or \"run minutes\"; everything where nothing is said.",
            HelpName = "MEASURE",
        };
        var server = new ServerOption();
        var command = new Command(
            "refill",
            "Sets back what an agent has used of its budgets today. Nothing else does, and it stands in the record. What is reserved for runs that work stays counted."
        )
        {
            name,
            measure,
        };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                await using var agents = await AgentAccess.OpenAsync(server, parsed, cancellation);
                var agent = await agents.FindAsync(parsed.GetValue(name)!, cancellation);
                await agents.RefillAsync(agent, parsed.GetValue(measure), cancellation);
                terminal.Line($"The budgets of agent \"{agent.Name}\" are full again for today.");
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate agent refill nightly", "headgate agent refill nightly --measure \"run minutes\"");
    }
}
