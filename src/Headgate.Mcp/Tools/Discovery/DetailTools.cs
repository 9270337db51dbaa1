using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Catalogue;
using Headgate.Mcp.Results;
using Headgate.Mcp.Tools.Dbt;
using ModelContextProtocol.Protocol;

namespace Headgate.Mcp.Tools.Discovery;

/// <summary>Tools that tell all about one node, whatever its kind.</summary>
internal static class DetailTools
{
    private const string Columns = "columns { comment description meta name tags type index }";

    private const string Query = """
        query Details($environmentId: BigInt!, $filter: AppliedResourcesFilter!, $first: Int) {
          environment(id: $environmentId) { applied { resources(filter: $filter, first: $first) { edges { node { ... on TYPE { FIELDS } } } } } } }
        """;

    private const string Names = """
        query Names($environmentId: BigInt!, $filter: AppliedResourcesFilter!, $after: String, $first: Int) {
          environment(id: $environmentId) { applied { resources(filter: $filter, after: $after, first: $first) { pageInfo { hasNextPage endCursor } edges { node { uniqueId name } } } } } }
        """;

    private static readonly Detail[] All =
    [
        new(
            "model",
            "Model",
            "ModelAppliedStateNode",
            "config compiledCode contractEnforced database deprecationDate description filePath group isDescriptionInherited meta modelingLayer name rawCode relationName resourceType schema tags "
                + $"access alias uniqueId latestVersion version language fqn catalog {{ {Columns} }} constraints {{ type name expression columns warnUnenforced warnUnsupported }} "
                + "executionInfo { lastRunError lastRunGeneratedAt lastRunStatus } tests { columnName description uniqueId }"
        ),
        new(
            "source",
            "Source",
            "SourceAppliedStateNode",
            $"uniqueId name identifier description sourceName database schema filePath fqn meta sourceDescription tags loader catalog {{ {Columns} }} "
                + "freshness { maxLoadedAt maxLoadedAtTimeAgoInS freshnessStatus } tests { columnName description lastKnownResult name resourceType uniqueId }"
        ),
        new(
            "exposure",
            "Exposure",
            "ExposureAppliedStateNode",
            "description maturity label url uniqueId tags resourceType ownerName ownerEmail name meta manifestGeneratedAt filePath exposureType fqn parents { uniqueId }"
        ),
        new(
            "test",
            "Test",
            "TestAppliedStateNode",
            "columnName compiledCode config description executionInfo { lastRunError lastRunFailures lastRunStatus lastRunGeneratedAt } expect filePath fqn given meta model name lastKnownResult "
                + "numExpectRows numGiven numGivenRows overrides parents { uniqueId description resourceType } rawCode resourceType tags testMetadata { columnName kwargs name namespace } "
                + "testType uniqueId testedNodeUniqueId thisInputNodeUniqueId"
        ),
        new(
            "seed",
            "Seed",
            "SeedAppliedStateNode",
            $"alias description uniqueId name meta fqn schema tags resourceType filePath catalog {{ {Columns} comment owner rowCountStat runGeneratedAt type uniqueId runId }} "
                + "executionInfo { lastRunError lastRunStatus lastRunGeneratedAt } children { uniqueId description resourceType }"
        ),
        new(
            "snapshot",
            "Snapshot",
            "SnapshotAppliedStateNode",
            $"name uniqueId description alias catalog {{ comment environmentId {Columns} owner rowCountStat runGeneratedAt type uniqueId }}"
        ),
        new(
            "macro",
            "Macro",
            "MacroDefinitionNode",
            "arguments { description name type } description filePath macroSql meta name packageName resourceType tags uniqueId runGeneratedAt"
        ),
        new(
            "semantic_model",
            "SemanticModel",
            "SemanticModelDefinitionNode",
            "description dimensions { description name type typeParams } entities { description name type } filePath meta name measures { name description agg createMetric expr } "
                + "resourceType tags uniqueId fqn"
        ),
    ];

    private static readonly ToolArgument[] One =
    [
        DiscoveryTool.Text("name", "Its name. The id is preferred, because names can be in several packages."),
        DiscoveryTool.Text("unique_id", "Its id, such as model.shop.orders."),
    ];

    public static IReadOnlyList<AgentTool> Of(Operation operation) =>
        [
            DiscoveryTool.Of(
                operation,
                "get_node_details",
                "All about a node",
                "Code, columns, configuration, tests and the last run of one node of any kind.",
                [DiscoveryTool.Choice("resource_type", "Its kind.", isRequired: true, [.. All.Select(d => d.Word)]), .. One],
                (call, cancellation) =>
                    All.FirstOrDefault(d => d.Word == call.Text("resource_type")) is { } detail
                        ? DetailsAsync(call, detail, cancellation)
                        : new(ToolResults.Error($"resource_type: must be one of {string.Join(", ", All.Select(d => d.Word))}."))
            ),
            .. All.Select(detail =>
                DiscoveryTool.Of(
                    operation,
                    $"get_{detail.Word}_details",
                    $"All about a {detail.Word.Replace('_', ' ')}",
                    $"The same as get_node_details with resource_type {detail.Word}, which is preferred.",
                    One,
                    (call, cancellation) => DetailsAsync(call, detail, cancellation)
                )
            ),
        ];

    private static async ValueTask<CallToolResult> DetailsAsync(DiscoveryCall call, Detail detail, CancellationToken cancellation)
    {
        var ids = call.Text("unique_id") is { } id ? [id] : await NamedAsync(call, detail, cancellation);
        if (ids.Count == 0)
        {
            return ToolResults.List(DiscoveryCall.List([]));
        }
        var query = Query.Replace("TYPE", detail.Type, StringComparison.Ordinal).Replace("FIELDS", detail.Fields, StringComparison.Ordinal);
        var variables = new JsonObject { ["filter"] = Filter(detail, ids), ["first"] = ids.Count };
        var edges = (await call.AskAsync(query, variables, cancellation)).At("applied", "resources", "edges");
        return ToolResults.List(
            DiscoveryCall.List(edges.ValueKind == JsonValueKind.Array ? edges.EnumerateArray().Select(e => e.At("node")) : [])
        );
    }

    private static async ValueTask<IReadOnlyList<string>> NamedAsync(DiscoveryCall call, Detail detail, CancellationToken cancellation)
    {
        if (call.Text("name") is not { } name)
        {
            throw new DiscoveryStop(ToolResults.Error("Either unique_id or name must be provided."));
        }
        var nodes = await call.AllAsync(Names, new JsonObject { ["filter"] = Filter(detail, []) }, "applied", "resources", cancellation);
        return [.. nodes.Where(n => n.At("name").GetString() == name).Select(n => n.At("uniqueId").GetString()!).Take(20)];
    }

    private static JsonObject Filter(Detail detail, IReadOnlyList<string> ids)
    {
        var filter = new JsonObject { ["types"] = new JsonArray(detail.Kind) };
        if (ids.Count > 0)
        {
            filter["uniqueIds"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]);
        }
        return filter;
    }

    /// <summary>A kind of nodes, and what is told of one.</summary>
    private sealed record Detail(string Word, string Kind, string Type, string Fields);
}
