using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Catalogue;
using Headgate.Mcp.Results;
using Headgate.Mcp.Tools.Dbt;

namespace Headgate.Mcp.Tools.Discovery;

/// <summary>Tools about one model: how it fares, what it stands on, what stands on it.</summary>
internal static class ModelTools
{
    private const string Health = """
        query GetModelDetails($environmentId: BigInt!, $modelsFilter: ModelAppliedFilter, $first: Int) {
          environment(id: $environmentId) { applied { models(filter: $modelsFilter, first: $first) { edges { node {
            name uniqueId executionInfo { lastRunGeneratedAt lastRunStatus executeCompletedAt executeStartedAt }
            tests { name description columnName testType executionInfo { lastRunGeneratedAt lastRunStatus executeCompletedAt executeStartedAt } }
            healthIssues { kind message uniqueId chain }
            ancestors(types: [Model, Source, Seed, Snapshot]) {
              ... on ModelAppliedStateNestedNode { name uniqueId resourceType materializedType modelexecutionInfo: executionInfo { lastRunStatus executeCompletedAt } }
              ... on SnapshotAppliedStateNestedNode { name uniqueId resourceType snapshotExecutionInfo: executionInfo { lastRunStatus executeCompletedAt } }
              ... on SeedAppliedStateNestedNode { name uniqueId resourceType seedExecutionInfo: executionInfo { lastRunStatus executeCompletedAt } }
              ... on SourceAppliedStateNestedNode { sourceName name resourceType freshness { maxLoadedAt maxLoadedAtTimeAgoInS freshnessStatus } }
            } } } } } } }
        """;

    private const string Near = """
        query GetModelNear($environmentId: BigInt!, $modelsFilter: ModelAppliedFilter, $first: Int) {
          environment(id: $environmentId) { applied { models(filter: $modelsFilter, first: $first) { edges { node { SIDE {
            resourceType name description ... on SourceAppliedStateNestedNode { sourceName uniqueId } } } } } } } }
        """;

    private const string Past = """
        query ModelHistoricalRuns($environmentId: BigInt!, $uniqueId: String, $identifier: String, $lastRunCount: Int!) {
          environment(id: $environmentId) { applied { modelHistoricalRuns(uniqueId: $uniqueId, identifier: $identifier, lastRunCount: $lastRunCount) {
            uniqueId runId status executeStartedAt executionTime TESTS } } } }
        """;

    private static readonly ToolArgument[] One =
    [
        DiscoveryTool.Text("name", "The model's name. The id is preferred, because names can be in several packages."),
        DiscoveryTool.Text("unique_id", "The model's id, such as model.shop.orders."),
    ];

    public static IReadOnlyList<AgentTool> Of(Operation operation) =>
        [
            DiscoveryTool.Of(
                operation,
                "get_model_health",
                "A model's health",
                "How a model's last run and its tests went, whether what it stands on is fresh, and why it is not well, with the way to where that begins.",
                One,
                async (call, cancellation) => ToolResults.List(DiscoveryCall.List(await ModelAsync(call, Health, cancellation)))
            ),
            DiscoveryTool.Of(
                operation,
                "get_model_parents",
                "A model's parents",
                "What a model is made from: models, sources, seeds, snapshots.",
                One,
                (call, cancellation) => NearAsync(call, "parents", cancellation)
            ),
            DiscoveryTool.Of(
                operation,
                "get_model_children",
                "A model's children",
                "What is made from a model: models, exposures, metrics, tests.",
                One,
                (call, cancellation) => NearAsync(call, "children", cancellation)
            ),
            DiscoveryTool.Of(
                operation,
                "get_model_performance",
                "A model's past runs",
                "How long a model's last runs took and how they ended, newest first.",
                [
                    .. One,
                    DiscoveryTool.Number("num_runs", "How many runs.", 1, 100),
                    DiscoveryTool.Flag("include_tests", "Also how long its tests took."),
                ],
                PastAsync
            ),
        ];

    private static async ValueTask<IEnumerable<JsonElement>> ModelAsync(DiscoveryCall call, string query, CancellationToken cancellation)
    {
        var edges = (await call.AskAsync(query, new JsonObject { ["modelsFilter"] = call.OneModel(), ["first"] = 1 }, cancellation)).At(
            "applied",
            "models",
            "edges"
        );
        return edges.ValueKind == JsonValueKind.Array ? edges.EnumerateArray().Select(edge => edge.At("node")) : [];
    }

    private static async ValueTask<ModelContextProtocol.Protocol.CallToolResult> NearAsync(
        DiscoveryCall call,
        string side,
        CancellationToken cancellation
    )
    {
        var nodes = await ModelAsync(call, Near.Replace("SIDE", side, StringComparison.Ordinal), cancellation);
        return ToolResults.List(DiscoveryCall.List(nodes.SelectMany(node => node.At(side).EnumerateArray())));
    }

    private static async ValueTask<ModelContextProtocol.Protocol.CallToolResult> PastAsync(
        DiscoveryCall call,
        CancellationToken cancellation
    )
    {
        call.OneModel();
        var query = Past.Replace(
            "TESTS",
            call.Flag("include_tests") ? "tests { name status executionTime }" : "",
            StringComparison.Ordinal
        );
        var variables = new JsonObject
        {
            ["uniqueId"] = call.Text("unique_id"),
            ["identifier"] = call.Text("unique_id") is null ? call.Text("name") : null,
            ["lastRunCount"] = call.Number("num_runs", 1, 100),
        };
        var runs = (await call.AskAsync(query, variables, cancellation)).At("applied", "modelHistoricalRuns");
        return ToolResults.List(DiscoveryCall.List(runs.ValueKind == JsonValueKind.Array ? runs.EnumerateArray() : []));
    }
}
