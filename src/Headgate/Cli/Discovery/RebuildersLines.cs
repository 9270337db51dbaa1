using System.Globalization;
using System.Text.Json.Nodes;
using Headgate.Cli.Runs;

namespace Headgate.Cli.Discovery;

/// <summary>Who may build nodes again, as the terminal shows it.</summary>
internal static class RebuildersLines
{
    private const int Most = 500;

    /// <summary>Asks, and says it for people.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(
        PlatformApi api,
        long environment,
        IEnumerable<string> nodes,
        CancellationToken cancellation
    )
    {
        var told = await AskAsync(api, environment, nodes, cancellation);
        var (jobs, agents) = (told["jobs"]!.AsArray(), told["agents"]!.AsArray());
        return
        [
            .. jobs.Select(job =>
                job!["unknown"] is { } why
                    ? $"job {job["job_id"]} \"{job["name"]}\": what it builds is not known ({why.ToString().TrimEnd('.')})"
                    : $"job {job["job_id"]} \"{job["name"]}\" builds {Count(job["nodes"])}"
            ),
            .. agents.Select(agent =>
                $"agent \"{agent!["name"]}\" may rebuild {Count(agent["nodes"])}: {string.Join("; ", agent["ways"]!.AsArray().Select(Way))}"
            ),
            .. jobs.Count + agents.Count == 0 ? ["No job and no agent that you may see rebuilds any of it."] : Array.Empty<string>(),
            .. told["not_looked_at"] is { } left ? [left.ToString()] : Array.Empty<string>(),
        ];
    }

    /// <summary>Asks.</summary>
    public static Task<JsonNode> AskAsync(PlatformApi api, long environment, IEnumerable<string> nodes, CancellationToken cancellation) =>
        api.PostAsync(
            "gate/v1",
            string.Create(CultureInfo.InvariantCulture, $"environments/{environment}/rebuilders/"),
            new JsonObject { ["nodes"] = new JsonArray([.. nodes.Take(Most).Select(node => (JsonNode)node)]) },
            cancellation
        );

    private static string Way(JsonNode? way) =>
        $"{(way!["commands"]!.ToString() == "own" ? "by commands of its own in" : "by")} job {way["job_id"]}{(way["terms"] is { } terms ? $", {terms}" : "")}";

    private static string Count(JsonNode? nodes) =>
        nodes!.AsArray() is { Count: 1 } one
            ? one[0]!.ToString()
            : string.Create(CultureInfo.InvariantCulture, $"{nodes.AsArray().Count} of them");
}
