using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Headgate.Cli.Runs;
using Headgate.Cli.Servers;

namespace Headgate.Cli.Discovery;

/// <summary>Questions in GraphQL about one environment: the one that <c>--environment</c> names, else the account's first production environment.</summary>
internal sealed class EnvironmentQuestion
{
    private const int Page = 500;

    private readonly Option<string?> _environment = new("--environment")
    {
        Description = "The environment (number or name). Else the first production environment.",
        HelpName = "ENVIRONMENT",
    };

    /// <summary>Gives the option to a command.</summary>
    public void AddTo(Command command) => command.Add(_environment);

    /// <summary>The environment that is meant.</summary>
    /// <exception cref="CommandFailure">There is none.</exception>
    public async Task<long> FindAsync(ParseResult parsed, PlatformApi api, CancellationToken cancellation)
    {
        if (parsed.GetValue(_environment) is { } named)
        {
            return (long)(await NamedThing.FindAsync(api, NamedThing.Environment, named, cancellation))["id"]!;
        }
        var all = (await api.ListAsync(NamedThing.Environment.Version, NamedThing.Environment.Path, cancellation))
            .OfType<JsonObject>()
            .ToList();
        return (all.Find(e => e["deployment_type"]?.ToString() == "production") ?? (all.Count > 0 ? all[0] : null)) is { } first
            ? (long)first["id"]!
            : throw new CommandFailure("There is no environment yet; 'headgate env add' makes one.");
    }

    /// <summary>What a query answers below its fields at the top.</summary>
    /// <param name="api">The server.</param>
    /// <param name="place">What it is about: <c>environments/1</c>, <c>jobs/1</c>.</param>
    /// <param name="query">The query.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task<JsonObject> AskAsync(
        PlatformApi api,
        string place,
        string query,
        JsonObject variables,
        CancellationToken cancellation
    )
    {
        var answer = await api.PostAsync(
            "gate/v1",
            $"{place}/metadata/",
            new JsonObject { ["query"] = query, ["variables"] = variables },
            cancellation
        );
        return answer["errors"]?[0]?["message"] is { } message
            ? throw new CommandFailure($"The question was not answered: {message}")
            : (JsonObject)answer["data"]!;
    }

    /// <summary>All nodes of a list of the applied state. The query has <c>$id</c>, <c>$first</c> and <c>$after</c>.</summary>
    public static async Task<List<JsonObject>> AllAsync(
        PlatformApi api,
        long environment,
        string list,
        string query,
        CancellationToken cancellation
    )
    {
        var nodes = new List<JsonObject>();
        string? after = null;
        do
        {
            var variables = new JsonObject
            {
                ["id"] = environment,
                ["first"] = Page,
                ["after"] = after,
            };
            var data = await AskAsync(
                api,
                string.Create(CultureInfo.InvariantCulture, $"environments/{environment}"),
                query,
                variables,
                cancellation
            );
            if (data["environment"]?["applied"]?[list] is not JsonObject connection)
            {
                throw new CommandFailure("Nothing is known of the environment yet: no run of it has ended.");
            }
            nodes.AddRange(connection["edges"]!.AsArray().Select(edge => edge!["node"]!.AsObject()));
            after = (bool)connection["pageInfo"]!["hasNextPage"]! ? connection["pageInfo"]!["endCursor"]?.ToString() : null;
        } while (after is not null);
        return nodes;
    }
}
