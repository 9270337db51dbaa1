using Headgate.Gate.Agents;
using Headgate.Store.Model;

namespace Headgate.Gate.Policies;

/// <summary>The difference between the agents that there are and those of a file.</summary>
internal static class PolicyDifference
{
    /// <summary>In sentences, agent by agent; empty where there is none.</summary>
    public static IReadOnlyList<string> Of(PolicyFile file, IReadOnlyList<Agent> agents, ILookup<long, AgentGrant> grants)
    {
        var changes = new List<string>();
        foreach (var wanted in file.Agents)
        {
            var agent = agents.FirstOrDefault(a => string.Equals(a.Name, wanted.Name, StringComparison.Ordinal));
            if (agent is null)
            {
                changes.Add($"Agent \"{wanted.Name}\" is made, without a key.");
            }
            else
            {
                AddFacts(changes, wanted, agent);
            }
            var now = agent is null ? [] : grants[agent.Id].Select(GrantRows.Sentence).ToHashSet(StringComparer.Ordinal);
            var then = wanted.Grants.Select(g => GrantRows.Sentence(Row(g.Grant))).Distinct(StringComparer.Ordinal).ToList();
            changes.AddRange(
                then.Where(s => !now.Contains(s)).Select(s => $"Agent \"{wanted.Name}\" {(IsDenial(s) ? "is denied" : "gains")}: {s}")
            );
            changes.AddRange(
                now.Except(then, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(s => $"Agent \"{wanted.Name}\" loses: {s}")
            );
        }
        return changes;
    }

    /// <summary>A grant of a file as a row.</summary>
    public static AgentGrant Row(NewGrant grant)
    {
        var row = new AgentGrant { Capability = grant.Capability };
        GrantRows.Fill(row, grant);
        return row;
    }

    private static bool IsDenial(string sentence) => sentence.Contains(" denied in ", StringComparison.Ordinal);

    private static void AddFacts(List<string> changes, PolicyAgent wanted, Agent agent)
    {
        foreach (
            var (name, now, then) in new[] { ("description", agent.Description, wanted.Description), ("owner", agent.Owner, wanted.Owner) }
        )
        {
            if (then is not null && !string.Equals(now, then, StringComparison.Ordinal))
            {
                changes.Add(
                    $"Agent \"{wanted.Name}\" has another {name}: \"{then}\"{(now is { Length: > 0 } ? $" instead of \"{now}\"" : "")}"
                );
            }
        }
    }
}
