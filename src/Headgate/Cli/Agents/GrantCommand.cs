using System.CommandLine;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Agents;

/// <summary><c>headgate agent grant</c>: lets an agent do more, or with <c>=off</c> less.</summary>
internal static class GrantCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "The agent (name or number)." };
        var grants = new Argument<string[]>("GRANT")
        {
            Description = "CAPABILITY=LEVEL, such as jobs=read or runs.trigger=full; deny takes away, whatever else is granted.",
            Arity = ArgumentArity.OneOrMore,
        };
        var (places, conditions) = (new PlaceOptions(), new ConditionOptions());
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command(
            "grant",
            "Grants something at the places that the options name, or with --everywhere in the whole account."
        )
        {
            name,
            grants,
            json,
        };
        places.AddTo(command, result => result.GetValue(grants));
        conditions.AddTo(command);
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var when = conditions.Read(parsed);
                var wanted = places.Read(parsed, parsed.GetRequiredValue(grants)).Select(g => g with { When = when }).ToList();
                await using var agents = await AgentAccess.OpenAsync(server, parsed, cancellation);
                var agent = await agents.FindAsync(parsed.GetRequiredValue(name), cancellation);
                foreach (var grant in wanted)
                {
                    agent = await agents.GrantAsync(agent.Id, grant, cancellation);
                }
                if (parsed.GetValue(json))
                {
                    terminal.Line(AgentPrinter.Json(agent).ToJsonString(JsonOption.Format));
                }
                else
                {
                    AgentPrinter.Show(agent, terminal);
                }
                return ExitCode.Done;
            }
        );
        return command.WithExamples(
            "headgate agent grant reader jobs=read runs=read --project 10",
            "headgate agent grant trigger runs.trigger=full --job \"Nightly*\" --until 2027-01-31",
            "headgate agent grant trigger runs.trigger=full --project 10 --approval --budget runs=10 --hours \"Mon-Fri 08:00-18:00 Europe/Berlin\"",
            "headgate agent grant trigger runs.trigger=full --job 7 --override git_branch --argument \"git_branch=agent/*\"",
            "headgate agent grant reader jobs=deny --job \"Payroll*\"",
            "headgate agent grant reader metadata=read --everywhere",
            "headgate agent grant reader jobs=off --project 10"
        );
    }
}
