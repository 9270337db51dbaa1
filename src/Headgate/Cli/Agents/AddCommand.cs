using System.CommandLine;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;
using Headgate.Gate.Agents;

namespace Headgate.Cli.Agents;

/// <summary><c>headgate agent add</c>: an agent with its first key, and grants where they are given.</summary>
internal static class AddCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "Its name, unique in the account." };
        var description = new Option<string?>("--description") { Description = "What it does and for whom.", HelpName = "TEXT" };
        var owner = new Option<string?>("--owner") { Description = "The person responsible for it.", HelpName = "WHO" };
        var upstream = new Option<string?>("--upstream")
        {
            Description = "The account elsewhere that it works in; without it, this platform. 'headgate upstream list' shows them.",
            HelpName = "NAME",
        };
        var grants = new Option<string[]>("--grant")
        {
            Description = "Something it may do: CAPABILITY=LEVEL. May be repeated; the options below say where.",
            HelpName = "GRANT",
            AllowMultipleArgumentsPerToken = false,
        };
        var places = new PlaceOptions();
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command("add", "Makes an agent and shows its key, this once.")
        {
            name,
            description,
            owner,
            upstream,
            grants,
            json,
        };
        places.AddTo(command, result => result.GetValue(grants));
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                var wanted = places.Read(parsed, parsed.GetValue(grants) ?? []);
                await using var agents = await AgentAccess.OpenAsync(server, parsed, cancellation);
                var request = new NewAgent(parsed.GetRequiredValue(name))
                {
                    Description = parsed.GetValue(description),
                    Owner = parsed.GetValue(owner),
                    Upstream = parsed.GetValue(upstream),
                };
                var issued = await agents.CreateAsync(request, cancellation);
                foreach (var grant in wanted)
                {
                    issued = issued with { Agent = await agents.GrantAsync(issued.Agent.Id, grant, cancellation) };
                }
                AgentPrinter.Show(issued, terminal, parsed.GetValue(json));
                return ExitCode.Done;
            }
        );
        return command.WithExamples(
            "headgate agent add reader --grant jobs=read --grant runs=read --project 10",
            "headgate agent add nightly --upstream prod --grant jobs=read --grant runs=read --project 10",
            "headgate agent add trigger --grant runs.trigger=full --job 1000 --owner ada@example.com"
        );
    }
}
