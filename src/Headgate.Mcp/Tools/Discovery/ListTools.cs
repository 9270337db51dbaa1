using System.Text.Json;
using System.Text.Json.Nodes;
using Headgate.Catalogue;
using Headgate.Mcp.Results;
using Headgate.Mcp.Tools.Dbt;

namespace Headgate.Mcp.Tools.Discovery;

/// <summary>Tools that list what is there.</summary>
internal static class ListTools
{
    private const string Models = """
        query GetModels($environmentId: BigInt!, $modelsFilter: ModelAppliedFilter, $after: String, $first: Int) {
          environment(id: $environmentId) { applied { models(filter: $modelsFilter, after: $after, first: $first) {
            pageInfo { hasNextPage endCursor } edges { node { name uniqueId description } } } } } }
        """;

    private const string Sources = """
        query GetSources($environmentId: BigInt!, $sourcesFilter: SourceAppliedFilter, $after: String, $first: Int) {
          environment(id: $environmentId) { applied { sources(filter: $sourcesFilter, after: $after, first: $first) { pageInfo { hasNextPage endCursor } edges { node {
            name uniqueId identifier description sourceName resourceType database schema freshness { maxLoadedAt maxLoadedAtTimeAgoInS freshnessStatus } } } } } } }
        """;

    private const string Exposures = """
        query Exposures($environmentId: BigInt!, $after: String, $first: Int) {
          environment(id: $environmentId) { definition { exposures(after: $after, first: $first) { totalCount pageInfo { hasNextPage endCursor } edges { node { name uniqueId url description } } } } } }
        """;

    private const string Macros = """
        query GetMacros($environmentId: BigInt!, $filter: AppliedResourcesFilter!, $after: String, $first: Int) {
          environment(id: $environmentId) { applied { resources(filter: $filter, after: $after, first: $first) { pageInfo { hasNextPage endCursor } edges { node {
            ... on MacroDefinitionNode { name uniqueId description packageName } } } } } } }
        """;

    private const string Search = """
        query Search($environmentId: BigInt!, $filter: SearchQueryFilter!, $first: Int) {
          environment(id: $environmentId) { applied { searchResults(filter: $filter, first: $first) { edges { node { matchedField hit { name uniqueId resourceType description filePath } } } } } } }
        """;

    /// <summary>Packages that come with dbt and its adapters.</summary>
    private static readonly HashSet<string> OfDbt = new(
        [
            "dbt",
            .. "postgres duckdb snowflake bigquery redshift databricks spark trino athena fabric sqlserver clickhouse"
                .Split(' ')
                .Select(a => "dbt_" + a),
        ],
        StringComparer.Ordinal
    );

    public static IReadOnlyList<AgentTool> Of(Operation operation) =>
        [
            DiscoveryTool.Of(
                operation,
                "get_all_models",
                "All models",
                "Names, ids and descriptions of all models that were built in the environment.",
                [],
                async (call, cancellation) =>
                    ToolResults.List(
                        DiscoveryCall.List(await call.AllAsync(Models, Filter("modelsFilter", []), "applied", "models", cancellation))
                    )
            ),
            DiscoveryTool.Of(
                operation,
                "get_mart_models",
                "Models of the marts",
                "Names, ids and descriptions of the models in the layer of marts: those that are meant to be read.",
                [],
                async (call, cancellation) =>
                    ToolResults.List(
                        DiscoveryCall.List(
                            await call.AllAsync(
                                Models,
                                Filter("modelsFilter", new() { ["modelingLayer"] = "marts" }),
                                "applied",
                                "models",
                                cancellation
                            )
                        )
                    )
            ),
            DiscoveryTool.Of(
                operation,
                "get_all_sources",
                "All sources",
                "Sources with their freshness, as the last check found it.",
                [
                    DiscoveryTool.Texts("source_names", "Only tables of these sources."),
                    DiscoveryTool.Texts("unique_ids", "Only the tables with these ids."),
                ],
                async (call, cancellation) =>
                    ToolResults.List(
                        DiscoveryCall.List(
                            await call.AllAsync(Sources, Filter("sourcesFilter", SourceFilter(call)), "applied", "sources", cancellation)
                        )
                    )
            ),
            DiscoveryTool.Of(
                operation,
                "get_exposures",
                "All exposures",
                "What stands on the project's models outside of it: dashboards, notebooks, applications.",
                [],
                async (call, cancellation) =>
                    ToolResults.List(DiscoveryCall.List(await call.AllAsync(Exposures, [], "definition", "exposures", cancellation)))
            ),
            DiscoveryTool.Of(
                operation,
                "get_all_macros",
                "All macros",
                "Macros of the project and its packages.",
                [
                    DiscoveryTool.Flag("include_default_dbt_packages", "Also those that come with dbt and its adapters."),
                    DiscoveryTool.Texts("package_names", "Only those of these packages."),
                    DiscoveryTool.Flag("return_package_names_only", "Only the names of the packages."),
                ],
                async (call, cancellation) => ToolResults.List(await MacrosAsync(call, cancellation))
            ),
            DiscoveryTool.Of(
                operation,
                "search",
                "Search",
                "Nodes in whose name, description, columns or code all words of a question stand.",
                [DiscoveryTool.Text("query", "The words.", isRequired: true), DiscoveryTool.Number("limit", "Most results.", 20, 100)],
                async (call, cancellation) =>
                {
                    var variables = Filter("filter", new() { ["query"] = call.Text("query") ?? "" });
                    variables["first"] = call.Number("limit", 20, 100);
                    var hits = (await call.AskAsync(Search, variables, cancellation)).At("applied", "searchResults", "edges");
                    return ToolResults.List(
                        DiscoveryCall.List(hits.ValueKind == JsonValueKind.Array ? hits.EnumerateArray().Select(e => e.At("node")) : [])
                    );
                }
            ),
        ];

    private static JsonObject Filter(string name, JsonObject filter) => new() { [name] = filter };

    private static JsonObject SourceFilter(DiscoveryCall call)
    {
        var filter = new JsonObject();
        foreach (var (argument, name) in (ReadOnlySpan<(string, string)>)[("source_names", "sourceNames"), ("unique_ids", "uniqueIds")])
        {
            if (call.Texts(argument) is { } texts)
            {
                filter[name] = new JsonArray([.. texts.Select(t => (JsonNode)t)]);
            }
        }
        return filter;
    }

    private static async ValueTask<JsonElement> MacrosAsync(DiscoveryCall call, CancellationToken cancellation)
    {
        var macros = await call.AllAsync(
            Macros,
            Filter("filter", new() { ["types"] = new JsonArray("Macro") }),
            "applied",
            "resources",
            cancellation
        );
        var (names, all) = (call.Texts("package_names"), call.Flag("include_default_dbt_packages"));
        var wanted = macros.Where(m =>
            m.At("packageName").GetString() is var package
            && (names is null ? all || !OfDbt.Contains(package ?? "") : names.Contains(package))
        );
        return call.Flag("return_package_names_only")
            ? JsonElement.Parse(
                new JsonArray([
                    .. wanted
                        .Select(m => m.At("packageName").GetString())
                        .OfType<string>()
                        .Distinct()
                        .Order(StringComparer.Ordinal)
                        .Select(n => (JsonNode)n),
                ]).ToJsonString()
            )
            : DiscoveryCall.List(wanted);
    }
}
