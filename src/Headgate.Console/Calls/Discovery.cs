using System.Text.Json.Nodes;
using Headgate.WebConsole.Words;

namespace Headgate.WebConsole.Calls;

/// <summary>Asks the Discovery operation what a page shows of an environment's nodes.</summary>
public static class Discovery
{
    private const string Operation = "metadata.read";

    private const string LineageQuery = """
        query Lineage($id: BigInt!, $select: String) { environment(id: $id) { applied { lineage(filter: {
          types: [Model, Source, Seed, Snapshot, Exposure, Metric, SemanticModel, SavedQuery], select: $select }) {
          uniqueId name resourceType parentIds
          ... on LineageNodeExecutable { lastRunStatus }
          ... on LineageNodeTestable { worstTestStatus } } } } }
        """;

    private const string ModelQuery = """
        query Model($id: BigInt!, $ids: [String!]) { environment(id: $id) { applied { models(first: 1, filter: { uniqueIds: $ids }) { edges { node {
          name description materializedType relationName filePath rawCode compiledCode
          catalog { columns { name type description } }
          tests { name executionInfo { lastRunStatus } }
          executionInfo { lastRunId lastRunStatus executionTime executeCompletedAt } } } } } } }
        """;

    private const string HistoryQuery = """
        query History($id: BigInt!, $node: String, $count: Int) { environment(id: $id) { applied { modelHistoricalRuns(uniqueId: $node, lastRunCount: $count) {
          runId status error executionTime executeCompletedAt } } } }
        """;

    /// <summary>The nodes of an environment that a selector of dbt chooses.</summary>
    /// <param name="calls">The calls of the page.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="select">The selector; null for all nodes.</param>
    public static async Task<Reply<IReadOnlyList<LineageNode>>> LineageAsync(this ConsoleCalls calls, long environment, string? select)
    {
        var reply = await calls.AskAsync<JsonNode>(
            Operation,
            new()
            {
                ["environment_id"] = environment,
                ["query"] = LineageQuery,
                ["variables"] = new JsonObject { ["id"] = environment, ["select"] = select },
            }
        );
        return Of<IReadOnlyList<LineageNode>>(
            reply,
            applied =>
                [
                    .. (applied["lineage"] as JsonArray ?? [])
                        .OfType<JsonObject>()
                        .Select(n => new LineageNode(
                            n["uniqueId"]!.ToString(),
                            n["name"]?.ToString() ?? n["uniqueId"]!.ToString(),
                            n["resourceType"]!.ToString().ToLowerInvariant(),
                            [.. (n["parentIds"] as JsonArray ?? []).Select(p => p!.ToString())],
                            n["lastRunStatus"]?.ToString(),
                            n["worstTestStatus"]?.ToString()
                        )),
                ]
        );
    }

    /// <summary>What is known of a model; null where the node is none.</summary>
    public static async Task<Reply<JsonObject>> ModelAsync(this ConsoleCalls calls, long environment, string id) =>
        Of(
            await calls.AskAsync<JsonNode>(
                Operation,
                new()
                {
                    ["environment_id"] = environment,
                    ["query"] = ModelQuery,
                    ["variables"] = new JsonObject { ["id"] = environment, ["ids"] = new JsonArray(id) },
                }
            ),
            applied => applied["models"]?["edges"]?.AsArray().FirstOrDefault()?["node"] as JsonObject
        );

    /// <summary>The last executions of a model, the oldest first.</summary>
    public static async Task<Reply<IReadOnlyList<JsonObject>>> HistoryAsync(
        this ConsoleCalls calls,
        long environment,
        string id,
        int count
    ) =>
        Of<IReadOnlyList<JsonObject>>(
            await calls.AskAsync<JsonNode>(
                Operation,
                new()
                {
                    ["environment_id"] = environment,
                    ["query"] = HistoryQuery,
                    ["variables"] = new JsonObject
                    {
                        ["id"] = environment,
                        ["node"] = id,
                        ["count"] = count,
                    },
                }
            ),
            applied =>
                [
                    .. (applied["modelHistoricalRuns"] as JsonArray ?? [])
                        .OfType<JsonObject>()
                        .OrderBy(r => r["runId"]?.ToString().PadLeft(20, '0'), StringComparer.Ordinal),
                ]
        );

    private static Reply<T> Of<T>(Reply<JsonNode> reply, Func<JsonNode, T?> read)
        where T : class
    {
        if (reply.Data is not { } answer)
        {
            return new(null, 0, reply.Fault);
        }
        if (answer["errors"] is JsonArray { Count: > 0 } errors)
        {
            return new(null, 0, new Fault(200, string.Join(" ", errors.Select(e => e!["message"]?.ToString())), "–"));
        }
        return (answer["data"] ?? answer)["environment"]?["applied"] is { } applied ? new(read(applied), 0, null) : new(null, 0, null);
    }
}
