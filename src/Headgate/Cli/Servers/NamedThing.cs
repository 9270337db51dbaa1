using System.Text.Json.Nodes;
using Headgate.Cli.Runs;

namespace Headgate.Cli.Servers;

/// <summary>A kind of thing of the server that people name by its id, mostly a number, or by its name.</summary>
/// <param name="Noun">What it is called.</param>
/// <param name="Version">Version of the API that lists it.</param>
/// <param name="Path">Path of the list, below the account.</param>
internal sealed record NamedThing(string Noun, string Version, string Path)
{
    private const int Most = 10;

    /// <summary>Jobs.</summary>
    public static NamedThing Job { get; } = new("job", "v2", "jobs/");

    /// <summary>Projects.</summary>
    public static NamedThing Project { get; } = new("project", "v3", "projects/");

    /// <summary>Connections.</summary>
    public static NamedThing Connection { get; } = new("connection", "v3", "connections/");

    /// <summary>Webhook subscriptions.</summary>
    public static NamedThing Webhook { get; } = new("webhook subscription", "v3", "webhooks/subscriptions");

    /// <summary>Environments of a project.</summary>
    public static NamedThing EnvironmentOf(long project) => new("environment", "v3", $"projects/{project}/environments/");

    /// <summary>Environments of all projects.</summary>
    public static NamedThing Environment { get; } = new("environment", "v3", "environments/");

    /// <summary>The thing.</summary>
    /// <exception cref="CommandFailure">None has that number or name, or several have the name.</exception>
    public static async Task<JsonNode> FindAsync(PlatformApi api, NamedThing kind, string nameOrId, CancellationToken cancellation)
    {
        var all = (await api.ListAsync(kind.Version, kind.Path, cancellation)).OfType<JsonNode>().ToList();
        if (all.Find(one => string.Equals(one["id"]?.ToString(), nameOrId, StringComparison.Ordinal)) is { } identified)
        {
            return identified;
        }
        var named = all.FindAll(one => string.Equals(one["name"]?.ToString(), nameOrId, StringComparison.OrdinalIgnoreCase));
        return named switch
        {
            [var one] => one,
            [] => throw new CommandFailure(
                all.Count == 0
                    ? $"There is no {kind.Noun} \"{nameOrId}\", nor any other that this token may see."
                    : $"No {kind.Noun} is named \"{nameOrId}\"; there are {string.Join(", ", all.Take(Most).Select(Shown))}{(all.Count > Most ? " and more" : "")}."
            ),
            _ => throw new CommandFailure(
                $"Several {kind.Noun}s are named \"{nameOrId}\" ({string.Join(", ", named.Select(one => one["id"]))}): name one by its number."
            ),
        };
    }

    private static string Shown(JsonNode one) => $"{one["id"]} \"{one["name"]}\"";
}
