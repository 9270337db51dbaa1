using Headgate.Cli.Servers;
using Headgate.Cli.Up;
using Headgate.Gate.Agents;

namespace Headgate.Cli.Agents;

/// <summary>Finds the way to the agents of a data folder.</summary>
internal static class AgentAccess
{
    /// <summary>Through the server where one runs or is named by <c>HEADGATE_URL</c>; else directly in the folder.</summary>
    public static async Task<IAgentAccess> OpenAsync(DataFolder folder, CancellationToken cancellation)
    {
        if (ServerChoice.NamedByVariable is not null || ServerState.Living(folder) is not null)
        {
            return new ServedAgents(await ServerChoice.OpenAsync(ServerChoice.NamedByVariable, folder, isFolderNamed: true, cancellation));
        }
        return await StoredAgents.OpenAsync(folder, cancellation);
    }

    /// <summary>The agent of a name or number.</summary>
    /// <exception cref="CommandFailure">There is none.</exception>
    public static async Task<AgentView> FindAsync(this IAgentAccess agents, string nameOrId, CancellationToken cancellation)
    {
        var all = await agents.ListAsync(cancellation);
        return all.FirstOrDefault(a => string.Equals(a.Name, nameOrId, StringComparison.Ordinal))
            ?? all.FirstOrDefault(a => long.TryParse(nameOrId, out var id) && a.Id == id)
            ?? throw new CommandFailure(
                all.Count == 0
                    ? $"There is no agent \"{nameOrId}\", nor any other; 'headgate agent add {nameOrId}' makes it."
                    : $"There is no agent \"{nameOrId}\". The agents are {string.Join(", ", all.Select(a => a.Name))}."
            );
    }
}
