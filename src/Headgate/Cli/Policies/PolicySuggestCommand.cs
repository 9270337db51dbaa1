using System.CommandLine;
using System.Text.Json.Nodes;
using Headgate.Cli.Servers;
using Headgate.Cli.Terminals;

namespace Headgate.Cli.Policies;

/// <summary><c>headgate policy suggest</c>: a policy file to begin from, made of what agents did.</summary>
internal static class PolicySuggestCommand
{
    /// <summary>The command.</summary>
    public static Command Build(Terminal terminal)
    {
        var agent = new Option<string?>("--agent") { Description = "Only this agent, by name.", HelpName = "NAME" };
        var (json, server) = (JsonOption.Create(), new ServerOption());
        var (since, until) = (TimeOption.Create("--since", "Only calls from then on."), TimeOption.Create("--until", "Only calls before."));
        var command = new Command("suggest", "Prints the least grants that would have allowed what agents did, as a policy file.")
        {
            agent,
            since,
            until,
            json,
        };
        server.AddTo(command);
        command.SetAction(
            async (parsed, cancellation) =>
            {
                using var api = await server.OpenAsync(parsed, cancellation);
                terminal.Status("Reading the record …");
                var told = await api.PostAsync(
                    "gate/v1",
                    "policy/suggest/",
                    new JsonObject
                    {
                        ["agent"] = parsed.GetValue(agent),
                        ["since"] = TimeOption.Read(parsed, since),
                        ["until"] = TimeOption.Read(parsed, until),
                    },
                    cancellation
                );
                terminal.Status("");
                if (parsed.GetValue(json))
                {
                    terminal.Line(told.ToJsonString(JsonOption.Format));
                }
                else if (told["text"]!.ToString() is { Length: > 0 } text)
                {
                    terminal.Line($"# From {told["calls"]} calls of the record; {told["left"]} others need no grant of a policy.");
                    terminal.Line(text.TrimEnd());
                }
                else
                {
                    terminal.Error("The record has no calls of agents in that time. Widen it with --since, or let the agents work first.");
                    return ExitCode.Failed;
                }
                return ExitCode.Done;
            }
        );
        return command.WithExamples("headgate policy suggest > policy.yaml", "headgate policy suggest --agent reader --since 2027-01-01");
    }
}
