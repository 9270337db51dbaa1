using System.Text.Json.Nodes;
using Headgate.Cli.Runs;
using Headgate.Cli.Servers;

namespace Headgate.Cli.Projects;

/// <summary>Finds the environment of a project that a command is about.</summary>
internal static class EnvironmentChoice
{
    /// <summary>The one that is named, or the only one.</summary>
    /// <exception cref="CommandFailure">There is none, or several and none is named.</exception>
    public static async Task<JsonNode> FindAsync(PlatformApi api, long project, string? named, CancellationToken cancellation)
    {
        if (named is not null)
        {
            return await NamedThing.FindAsync(api, NamedThing.EnvironmentOf(project), named, cancellation);
        }
        var all = await api.ListAsync("v3", $"projects/{project}/environments/", cancellation);
        return all switch
        {
            [{ } one] => one,
            [] => throw new CommandFailure(
                $"Project {project} has no environment: 'headgate env add NAME --project {project} --connection CONNECTION' makes one."
            ),
            _ => throw new CommandFailure(
                $"Project {project} has several environments: name one with --env, of {string.Join(", ", all.Select(e => $"\"{e!["name"]}\""))}."
            ),
        };
    }
}
