using System.CommandLine;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;
using Headgate.Gate.Agents;

namespace Headgate.Cli.Agents;

/// <summary><c>headgate agent key</c>: makes, replaces and revokes keys.</summary>
internal static class KeyCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "The agent (name or number)." };
        var label = new Option<string>("--name")
        {
            Description = "Name of a new key.",
            HelpName = "KEY",
            DefaultValueFactory = _ => "default",
        };
        var until = new Option<string?>("--until") { Description = "When a new key ends (UTC); without it, never.", HelpName = "TIME" };
        var networks = new Option<string[]>("--network")
        {
            Description = "Where calls with a new key may come from, such as 203.0.113.0/24; without it, anywhere. May be repeated.",
            HelpName = "CIDR",
        };
        var rotate = new Option<long?>("--rotate") { Description = "Replace this key instead.", HelpName = "ID" };
        var grace = new Option<int>("--grace")
        {
            Description = "With --rotate: hours for which the old key stays good.",
            HelpName = "HOURS",
            DefaultValueFactory = _ => 24,
        };
        var revoke = new Option<long?>("--revoke") { Description = "Revoke this key instead, at once.", HelpName = "ID" };
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var command = new Command("key", "Makes another key and shows it, this once; or replaces or revokes one.")
        {
            name,
            label,
            until,
            networks,
            rotate,
            grace,
            revoke,
            json,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(rotate) is not null && result.GetValue(revoke) is not null)
            {
                result.AddError("--rotate and --revoke do not go together.");
            }
            if (result.GetValue(until) is { } text && PlaceOptions.Time(text) is null)
            {
                result.AddError($"--until must be a time such as 2027-01-31, not \"{text}\".");
            }
        });
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                await using var agents = await AgentAccess.OpenAsync(server, parsed, cancellation);
                var agent = await agents.FindAsync(parsed.GetRequiredValue(name), cancellation);
                if (parsed.GetValue(revoke) is { } old)
                {
                    AgentPrinter.Show(await agents.RevokeKeyAsync(agent.Id, old, cancellation), terminal);
                    return ExitCode.Done;
                }
                var end = parsed.GetValue(until) is { } time ? PlaceOptions.Time(time) : null;
                var issued = parsed.GetValue(rotate) is { } replaced
                    ? await agents.RotateKeyAsync(agent.Id, replaced, parsed.GetValue(grace), cancellation)
                    : await agents.AddKeyAsync(
                        agent.Id,
                        new NewAgentKey(parsed.GetRequiredValue(label)) { ExpiresAt = end, Networks = parsed.GetValue(networks) ?? [] },
                        cancellation
                    );
                AgentPrinter.Show(issued, terminal, parsed.GetValue(json));
                return ExitCode.Done;
            }
        );
        return command.WithExamples(
            "headgate agent key reader --name laptop --until 2027-01-31",
            "headgate agent key reader --name ci --network 203.0.113.0/24",
            "headgate agent key reader --rotate 3 --grace 24",
            "headgate agent key reader --revoke 3"
        );
    }
}
