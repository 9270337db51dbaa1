using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Cli.Terminals;
using Headgate.Gate.Agents;
using Headgate.Gate.Operations;

namespace Headgate.Cli.Agents;

/// <summary>Shows agents and new keys.</summary>
internal static class AgentPrinter
{
    /// <summary>An agent as JSON.</summary>
    public static JsonNode Json(AgentView agent) => JsonSerializer.SerializeToNode(agent, GateJson.Default.AgentView)!;

    /// <summary>An agent with its keys and grants.</summary>
    public static void Show(AgentView agent, Terminal terminal)
    {
        var state = agent.Enabled ? terminal.Painted("on", Paint.Green) : terminal.Painted("off", Paint.Red);
        var used = agent.LastUsed is { } last ? $"last used {Time(last)}" : "never used";
        terminal.Line($"{terminal.Painted(agent.Name, Paint.Bold)}  (agent {agent.Id}, {state}, {used})");
        if (agent.Upstream != "local")
        {
            terminal.Line($"  works in upstream \"{agent.Upstream}\"");
        }
        if (agent.Description is { Length: > 0 } description)
        {
            terminal.Line($"  {description}");
        }
        if (agent.ObserveUntil is { } end)
        {
            terminal.Line(
                terminal.Painted($"  only observed until {Time(end)}: what no grant allows passes, and is recorded", Paint.Yellow)
            );
        }
        foreach (var key in agent.Keys.Where(k => k.Status is "good" or "replaced"))
        {
            var keyEnd = key.ExpiresAt is { } time ? $", until {Time(time)}" : "";
            var from = key.Networks.Count > 0 ? $", from {string.Join(", ", key.Networks)}" : "";
            terminal.Line($"  key {key.Id}  \"{key.Name}\", ends in {key.Ends}, {key.Status}{keyEnd}{from}");
        }
        foreach (var grant in agent.Grants)
        {
            terminal.Line($"  grant {grant.Id}  {grant.Sentence}{(grant.Note is { Length: > 0 } note ? $"  ({note})" : "")}");
            if (grant.Unmatched.Count > 0)
            {
                terminal.Line(terminal.Painted($"    matches nothing now: {string.Join(", ", grant.Unmatched)}", Paint.Yellow));
            }
        }
        if (agent.Grants.Count == 0)
        {
            terminal.Line(agent.ObserveUntil is null ? "  no grants: everything is denied" : "  no grants");
        }
    }

    /// <summary>A key with its secret.</summary>
    public static void Show(IssuedKey issued, Terminal terminal, bool json)
    {
        if (json)
        {
            terminal.Line(
                new JsonObject
                {
                    ["agent"] = Json(issued.Agent),
                    ["key_id"] = issued.Key.Id,
                    ["secret"] = issued.Secret.Reveal(),
                }.ToJsonString(JsonOption.Format)
            );
            return;
        }
        Show(issued.Agent, terminal);
        terminal.Line();
        terminal.Line($"The key, shown this once:  {terminal.Painted(issued.Secret.Reveal(), Paint.Bold)}");
        terminal.Line("The agent sends it as  Authorization: Bearer hga_…");
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}
