using System.CommandLine;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Agents;

/// <summary><c>headgate agent observe</c>: lets pass for a time what an agent's grants do not allow, and records it.</summary>
internal static class ObserveCommand
{
    private const int UsualDays = 7;

    public static Command Build(Terminal terminal, TimeProvider time)
    {
        var name = new Argument<string>("NAME") { Description = "The agent (name or number)." };
        var until = TimeOption.Create("--until", "When it ends by itself, at most 31 days ahead; a week from now where nothing is said.");
        var end = new Option<bool>("--end") { Description = "Ends it now: what no grant allows is denied again." };
        var server = new ServerOption();
        var command = new Command(
            "observe",
            "Lets pass for a time what an agent's grants do not allow, and records why it would have been denied. 'headgate policy suggest' makes grants of that."
        )
        {
            name,
            until,
            end,
        };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                await using var agents = await AgentAccess.OpenAsync(server, parsed, cancellation);
                var agent = await agents.FindAsync(parsed.GetValue(name)!, cancellation);
                DateTimeOffset? ends = parsed.GetValue(end) ? null : TimeOption.Read(parsed, until) ?? time.GetUtcNow().AddDays(UsualDays);
                AgentPrinter.Show(await agents.ObserveAsync(agent.Id, ends, cancellation), terminal);
                return ExitCode.Done;
            }
        );
        return command.WithExamples(
            "headgate agent observe newcomer --until 2027-02-01",
            "headgate policy suggest --agent newcomer > policy.yaml",
            "headgate agent observe newcomer --end"
        );
    }
}
