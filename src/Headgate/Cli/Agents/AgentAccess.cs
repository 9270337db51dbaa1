using System.CommandLine;
using Headgate.Cli.Servers;
using Headgate.Cli.Up;
using Headgate.Gate.Agents;

namespace Headgate.Cli.Agents;

/// <summary>Finds the way to the agents of an installation.</summary>
internal static class AgentAccess
{
    /// <summary>Through the server that is named, or that runs on the data folder; else directly in the folder; where there is none, through the one that was logged in to.</summary>
    public static async Task<IAgentAccess> OpenAsync(ServerOption server, ParseResult parsed, CancellationToken cancellation)
    {
        var folder = server.Folder(parsed);
        return
            server.IsNamed(parsed)
            || ServerState.Living(folder) is not null
            || (!server.IsFolderNamed(parsed) && !Directory.Exists(folder.Root) && Logins.Read().Count > 0)
            ? new ServedAgents(await server.OpenAsync(parsed, cancellation))
            : await StoredAgents.OpenAsync(folder, cancellation);
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
