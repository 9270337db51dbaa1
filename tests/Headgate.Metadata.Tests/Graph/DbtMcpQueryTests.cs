using System.Text.Json;

namespace Headgate.Metadata.Tests.Graph;

/// <summary>The queries that dbt's MCP server sends, with what they must answer about real dbt's artifacts.</summary>
public sealed class DbtMcpQueryTests(GoldenLabs labs) : IClassFixture<GoldenLabs>
{
    public static TheoryData<string> Databases => MetadataLab.Databases;

    private const string NearFragments = """
        ... on ExposureAppliedStateNestedNode { resourceType name description }
        ... on ExternalModelNode { resourceType name description }
        ... on MacroDefinitionNestedNode { resourceType name description }
        ... on MetricDefinitionNestedNode { resourceType name description }
        ... on ModelAppliedStateNestedNode { resourceType name description }
        ... on SavedQueryDefinitionNestedNode { resourceType name description }
        ... on SeedAppliedStateNestedNode { resourceType name description }
        ... on SemanticModelDefinitionNestedNode { resourceType name description }
        ... on SnapshotAppliedStateNestedNode { resourceType name description }
        ... on SourceAppliedStateNestedNode { resourceType sourceName uniqueId name description }
        ... on TestAppliedStateNestedNode { resourceType name description }
        """;

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task GetModels_pages_through_all_models_and_ends_with_an_empty_page(string database)
    {
        const string Query = """
            query GetModels($environmentId: BigInt!, $modelsFilter: ModelAppliedFilter, $after: String, $first: Int, $sort: AppliedModelSort) {
              environment(id: $environmentId) { applied { models(filter: $modelsFilter, after: $after, first: $first, sort: $sort) {
                pageInfo { endCursor } edges { node { name uniqueId description } } } } } }
            """;
        var (names, after) = (new List<string?>(), "");
        while (true)
        {
            var page = (
                await AskAsync(
                    database,
                    Query,
                    $$$"""{"environmentId":"ENV","modelsFilter":{},"first":8,"after":"{{{after}}}","sort":{"field":"queryUsageCount","direction":"desc"}}"""
                )
            ).At("environment", "applied", "models");
            names.AddRange(page.Nodes().Texts("name"));
            if (page.Text("pageInfo", "endCursor") is not { } end)
            {
                break;
            }
            after = end;
        }
        // 22 models, less the two ephemeral ones and the disabled; versions of a model have one name.
        names.Count.ShouldBe(19);
        names.ShouldContain("fct_sales");
        names.ShouldNotContain("eph_chain");
        var marts = await AskAsync(database, Query, """{"environmentId":ENV,"modelsFilter":{"modelingLayer":"marts"},"first":100}""");
        marts
            .At("environment", "applied", "models")
            .Nodes()
            .Texts("uniqueId")
            .ShouldBe(
                [
                    "model.orchard.dim_customers",
                    "model.orchard.fct_sales",
                    "model.orchard.mv_pickers",
                    "model.orchard.tagged_months",
                    "model.orchard.variety_report",
                    "model.orchard.variety_yield.v1",
                    "model.orchard.variety_yield.v2",
                ],
                ignoreOrder: true
            );
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task GetModelDetails_tells_a_models_health(string database)
    {
        var data = await AskAsync(
            database,
            """
            query GetModelDetails($environmentId: BigInt!, $modelsFilter: ModelAppliedFilter, $first: Int) {
              environment(id: $environmentId) { applied { models(filter: $modelsFilter, first: $first) { edges { node {
                name uniqueId
                executionInfo { lastRunGeneratedAt lastRunStatus executeCompletedAt executeStartedAt }
                tests { name description columnName testType executionInfo { lastRunGeneratedAt lastRunStatus executeCompletedAt executeStartedAt } }
                ancestors(types: [Model, Source, Seed, Snapshot]) {
                  ... on ModelAppliedStateNestedNode { name uniqueId resourceType materializedType modelexecutionInfo: executionInfo { lastRunStatus executeCompletedAt } }
                  ... on SnapshotAppliedStateNestedNode { name uniqueId resourceType snapshotExecutionInfo: executionInfo { lastRunStatus executeCompletedAt } }
                  ... on SeedAppliedStateNestedNode { name uniqueId resourceType seedExecutionInfo: executionInfo { lastRunStatus executeCompletedAt } }
                  ... on SourceAppliedStateNestedNode { sourceName name resourceType freshness { maxLoadedAt maxLoadedAtTimeAgoInS freshnessStatus } }
                } } } } } } }
            """,
            """{"environmentId":ENV,"modelsFilter":{"uniqueIds":["model.orchard.fct_sales"]},"first":1}"""
        );
        var node = data.At("environment", "applied", "models").Nodes().ShouldHaveSingleItem();
        node.Text("executionInfo", "lastRunStatus").ShouldBe("success");
        node.Text("executionInfo", "lastRunGeneratedAt").ShouldBe("2026-11-23T20:40:57.118Z");
        node.At("tests")
            .EnumerateArray()
            .Texts("name")
            .ShouldBe(
                [
                    "latest_price_is_used",
                    "no_negative_amount",
                    "not_null_fct_sales_sale_id",
                    "sold_not_more_than_picked",
                    "unique_fct_sales_sale_id",
                ],
                ignoreOrder: true
            );
        node.At("tests")
            .EnumerateArray()
            .Texts("testType")
            .Distinct()
            .Order()
            .ShouldBe(["GENERIC_DATA_TEST", "SINGULAR_DATA_TEST", "UNIT_TEST"]);
        var ancestors = node.At("ancestors").EnumerateArray().ToList();
        ancestors.Texts("resourceType").Distinct().Order().ShouldBe(["model", "source"]);
        // Through the ephemeral models, which are not applied themselves.
        ancestors.Texts("name").ShouldContain("stg_prices");
        var sales = ancestors.Single(a => a.Text("name") == "sales");
        (sales.Text("sourceName"), sales.Text("freshness", "freshnessStatus")).ShouldBe(("farm", "Warn"));
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task GetModelParents_and_GetModelChildren_name_what_is_next(string database)
    {
        var query = (string side) =>
            """
                query Near($environmentId: BigInt!, $modelsFilter: ModelAppliedFilter, $first: Int) {
                  environment(id: $environmentId) { applied { models(filter: $modelsFilter, first: $first) { pageInfo { endCursor } edges { node { SIDE { NEAR } } } } } } }
                """.Replace("SIDE", side, StringComparison.Ordinal).Replace("NEAR", NearFragments, StringComparison.Ordinal);
        const string Variables = """{"environmentId":ENV,"modelsFilter":{"identifier":"FCT_SALES"},"first":1}""";
        var parents = (await AskAsync(database, query("parents"), Variables)).At(
            "environment",
            "applied",
            "models",
            "edges",
            "0",
            "node",
            "parents"
        );
        parents.EnumerateArray().Select(p => (p.Text("resourceType"), p.Text("name"))).ShouldBe([("model", "stg_sales")]);
        var children = (await AskAsync(database, query("children"), Variables)).At(
            "environment",
            "applied",
            "models",
            "edges",
            "0",
            "node",
            "children"
        );
        children
            .EnumerateArray()
            .Select(c => (c.Text("resourceType"), c.Text("name")))
            .ShouldBe(
                [
                    ("exposure", "shop_dashboard"),
                    ("model", "dim_customers"),
                    ("model", "tagged_months"),
                    ("semantic_model", "sales"),
                    ("test", "no_negative_amount"),
                    ("test", "not_null_fct_sales_sale_id"),
                    ("test", "sold_not_more_than_picked"),
                    ("test", "unique_fct_sales_sale_id"),
                    ("test", "latest_price_is_used"),
                ],
                ignoreOrder: true
            );
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task GetSources_tells_their_freshness(string database)
    {
        var sources = (
            await AskAsync(
                database,
                """
                query GetSources($environmentId: BigInt!, $sourcesFilter: SourceAppliedFilter, $after: String, $first: Int) {
                  environment(id: $environmentId) { applied { sources(filter: $sourcesFilter, after: $after, first: $first) {
                    pageInfo { hasNextPage endCursor } edges { node { name uniqueId identifier description sourceName resourceType database schema
                      freshness { maxLoadedAt maxLoadedAtTimeAgoInS freshnessStatus } } } } } } }
                """,
                """{"environmentId":ENV,"sourcesFilter":{"sourceNames":["farm"]},"first":100,"after":""}"""
            )
        ).At("environment", "applied", "sources");
        sources.At("pageInfo", "hasNextPage").GetBoolean().ShouldBeFalse();
        var stale = sources.Nodes().Single(s => s.Text("name") == "customers_src");
        (stale.Text("freshness", "freshnessStatus"), stale.Text("freshness", "maxLoadedAt"), stale.Text("identifier")).ShouldBe(
            ("Error", "2024-03-03T09:15:00.000Z", "customers")
        );
        stale.At("freshness", "maxLoadedAtTimeAgoInS").GetDouble().ShouldBe(86009122.93598);
        sources
            .Nodes()
            .Single(s => s.Text("name") == "prices_src")
            .At("freshness", "freshnessStatus")
            .ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Exposures_macros_and_packages_are_listed(string database)
    {
        var exposures = (
            await AskAsync(
                database,
                """
                query Exposures($environmentId: BigInt!, $first: Int, $after: String) { environment(id: $environmentId) { definition { exposures(first: $first, after: $after) {
                  totalCount pageInfo { hasNextPage endCursor } edges { node { name uniqueId url description } } } } } }
                """,
                """{"environmentId":ENV,"first":100}"""
            )
        ).At("environment", "definition", "exposures");
        exposures.At("totalCount").GetInt32().ShouldBe(1);
        exposures.Nodes()[0].Text("url").ShouldBe("https://bi.example.org/shop");

        var macros = (
            await AskAsync(
                database,
                """
                query GetMacros($environmentId: BigInt!, $filter: AppliedResourcesFilter!, $after: String, $first: Int) { environment(id: $environmentId) { applied {
                  resources(filter: $filter, after: $after, first: $first) { pageInfo { hasNextPage endCursor } edges { node { ... on MacroDefinitionNode { name uniqueId description packageName } } } } } } }
                """,
                """{"environmentId":ENV,"filter":{"types":["Macro"]},"first":100}"""
            )
        ).At("environment", "applied", "resources");
        macros.Nodes().Count.ShouldBe(16);
        macros.Nodes().Texts("packageName").Distinct().Order().ShouldBe(["orchard", "toolshed"]);

        foreach (var resource in (string[])["macro", "model"])
        {
            (
                await AskAsync(
                    database,
                    "query GetPackages($environmentId: BigInt!, $resource: PackageResourceType!) { environment(id: $environmentId) { applied { packages(resource: $resource) } } }",
                    $$$"""{"environmentId":ENV,"resource":"{{{resource}}}"}"""
                )
            )
                .At("environment", "applied", "packages")
                .EnumerateArray()
                .Select(p => p.GetString())
                .ShouldBe(["orchard", "toolshed"]);
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task GetFullLineage_gives_nodes_with_the_ids_of_their_parents(string database)
    {
        var lineage = (
            await AskAsync(
                database,
                """
                query GetFullLineage($environmentId: BigInt!, $types: [ResourceNodeType!]!) { environment(id: $environmentId) { applied { lineage(filter: {types: $types}) {
                  name uniqueId resourceType ... on LineageNodeWithParents { parentIds } } } } }
                """,
                """{"environmentId":ENV,"types":["Model","Source","Seed","Snapshot","Exposure","Metric","SemanticModel","SavedQuery","Test"]}"""
            )
        ).At("environment", "applied", "lineage").EnumerateArray().ToList();
        lineage
            .Texts("resourceType")
            .Distinct()
            .Order()
            .ShouldBe(["Exposure", "Metric", "Model", "SavedQuery", "Seed", "SemanticModel", "Snapshot", "Source", "Test"]);
        var exposure = lineage.Single(n => n.Text("uniqueId") == "exposure.orchard.shop_dashboard");
        exposure
            .At("parentIds")
            .EnumerateArray()
            .Select(p => p.GetString())
            .ShouldBe(["source.orchard.farm.sales", "model.orchard.fct_sales", "model.orchard.dim_customers"]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task ModelHistoricalRuns_are_told_newest_first_with_their_tests(string database)
    {
        var runs = (
            await AskAsync(
                database,
                """
                query ModelHistoricalRuns($environmentId: BigInt!, $uniqueId: String!, $lastRunCount: Int!) { environment(id: $environmentId) { applied {
                  modelHistoricalRuns(uniqueId: $uniqueId, lastRunCount: $lastRunCount) { uniqueId runId status executeStartedAt executionTime tests { name status executionTime } } } } }
                """,
                """{"environmentId":ENV,"uniqueId":"model.orchard.fct_sales","lastRunCount":10}"""
            )
        ).At("environment", "applied", "modelHistoricalRuns").EnumerateArray().ToList();
        runs.Texts("status").ShouldBe(["success", "skipped"]);
        runs[0].At("runId").GetInt64().ShouldBeGreaterThan(runs[1].At("runId").GetInt64());
        runs[0].At("executionTime").GetDouble().ShouldBeGreaterThan(0);
        runs[0]
            .At("tests")
            .EnumerateArray()
            .Select(t => (t.Text("name"), t.Text("status")))
            .ShouldBe(
                [
                    ("no_negative_amount", "pass"),
                    ("not_null_fct_sales_sale_id", "pass"),
                    ("unique_fct_sales_sale_id", "pass"),
                    ("latest_price_is_used", "pass"),
                    ("sold_not_more_than_picked", "warn"),
                ],
                ignoreOrder: true
            );
        runs[1].At("tests").EnumerateArray().Texts("status").Distinct().ShouldBe(["skipped"]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task ModelDetails_has_code_columns_and_configuration(string database)
    {
        var node = await DetailsAsync(
            database,
            "Model",
            "model.orchard.fct_sales",
            """
            ... on ModelAppliedStateNode { config compiledCode contractEnforced database deprecationDate description filePath group isDescriptionInherited meta modelingLayer name
              rawCode relationName resourceType schema tags access alias uniqueId latestVersion version language fqn
              catalog { columns { comment description meta name tags type index } } constraints { type name expression columns warnUnenforced warnUnsupported }
              executionInfo { lastRunError lastRunGeneratedAt lastRunStatus } tests { columnName description uniqueId } }
            """
        );
        (node.Text("access"), node.Text("group"), node.Text("schema"), node.Text("alias")).ShouldBe(
            ("public", "commerce", "orchard", "fct_sales")
        );
        node.Text("relationName").ShouldBe("\"oracle\".\"orchard\".\"fct_sales\"");
        node.Text("config", "materialized").ShouldBe("table");
        node.Text("meta", "team").ShouldBe("growers");
        node.At("tags").EnumerateArray().Select(t => t.GetString()).ShouldBe(["marts", "nightly"]);
        node.Text("rawCode")!.ShouldContain("{{ ref('stg_sales')");
        node.Text("compiledCode")!.ShouldNotContain("{{");
        node.Text("modelingLayer").ShouldBe("marts");
        var columns = node.At("catalog", "columns").EnumerateArray().ToList();
        columns.Texts("name").ShouldBe(["sale_id", "customer_id", "variety", "kilos", "sold_on", "price", "double_price", "amount"]);
        (columns[7].Text("type"), columns[7].Text("description"), columns[7].Text("meta", "unit")).ShouldBe(
            ("numeric(12,2)", "kilos times price", "EUR")
        );
        node.At("executionInfo", "lastRunError").ValueKind.ShouldBe(JsonValueKind.Null);
        var contract = await DetailsAsync(
            database,
            "Model",
            "model.orchard.variety_yield.v2",
            "... on ModelAppliedStateNode { version latestVersion contractEnforced constraints { type } deprecationDate versions { uniqueId releaseVersion } }"
        );
        (contract.Text("version"), contract.Text("latestVersion")).ShouldBe(("2", "2"));
        contract.At("versions").EnumerateArray().Texts("releaseVersion").ShouldBe(["old", "latest"]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Details_of_every_other_kind_answer_what_is_asked(string database)
    {
        var source = await DetailsAsync(
            database,
            "Source",
            "source.orchard.farm.sales",
            """
            ... on SourceAppliedStateNode { uniqueId name identifier description sourceName database schema filePath fqn meta sourceDescription tags loader
              catalog { columns { comment description meta name tags type index } } freshness { maxLoadedAt maxLoadedAtTimeAgoInS freshnessStatus }
              tests { columnName description lastKnownResult name resourceType uniqueId } }
            """
        );
        (source.Text("loader"), source.Text("sourceDescription"), source.Text("meta", "owner")).ShouldBe(
            ("csv", "Tables that the farm system delivers.", "farmhand")
        );
        var exposure = await DetailsAsync(
            database,
            "Exposure",
            "exposure.orchard.shop_dashboard",
            "... on ExposureAppliedStateNode { description maturity label url uniqueId tags resourceType ownerName ownerEmail name meta manifestGeneratedAt filePath exposureType fqn parents { uniqueId } }"
        );
        (exposure.Text("ownerName"), exposure.Text("ownerEmail"), exposure.Text("exposureType"), exposure.Text("maturity")).ShouldBe(
            ("Mo", "mo@example.org", "dashboard", "high")
        );
        exposure.At("meta", "tier").GetInt32().ShouldBe(1);
        exposure.At("parents").GetArrayLength().ShouldBe(3);
        const string Test = """
            ... on TestAppliedStateNode { columnName compiledCode config description executionInfo { lastRunError lastRunFailures lastRunStatus lastRunGeneratedAt } expect filePath fqn given meta
              model name lastKnownResult numExpectRows numGiven numGivenRows overrides parents { uniqueId description resourceType } rawCode resourceType tags
              testMetadata { columnName kwargs name namespace } testType uniqueId testedNodeUniqueId thisInputNodeUniqueId }
            """;
        var generic = await DetailsAsync(database, "Test", "test.orchard.unique_fct_sales_sale_id.b56f71d5ff", Test);
        (
            generic.Text("columnName"),
            generic.Text("testMetadata", "name"),
            generic.Text("lastKnownResult"),
            generic.Text("testedNodeUniqueId")
        ).ShouldBe(("sale_id", "unique", "pass", "model.orchard.fct_sales"));
        var unit = await DetailsAsync(database, "Test", "unit_test.orchard.fct_sales.latest_price_is_used", Test);
        (unit.Text("testType"), unit.Text("model"), unit.Text("resourceType")).ShouldBe(("UNIT_TEST", "fct_sales", "test"));
        (unit.At("numGiven").GetInt32(), unit.At("numGivenRows").GetInt32(), unit.At("numExpectRows").GetInt32()).ShouldBe((3, 2, 2));
        var seed = await DetailsAsync(
            database,
            "Seed",
            "seed.orchard.trees",
            """
            ... on SeedAppliedStateNode { alias description uniqueId name meta fqn schema tags resourceType filePath
              catalog { columns { comment description meta name tags type index } comment owner rowCountStat runGeneratedAt type uniqueId runId }
              executionInfo { lastRunError lastRunStatus lastRunGeneratedAt } children { uniqueId description resourceType } }
            """
        );
        (seed.Text("catalog", "owner"), seed.Text("catalog", "type"), seed.Text("executionInfo", "lastRunStatus")).ShouldBe(
            ("oracle", "BASE TABLE", "success")
        );
        seed.At("children").EnumerateArray().Texts("uniqueId").ShouldContain("model.orchard.stg_trees");
        var snapshot = await DetailsAsync(
            database,
            "Snapshot",
            "snapshot.orchard.snap_customers_ts",
            "... on SnapshotAppliedStateNode { alias catalog { comment environmentId columns { comment description meta name tags type index } owner rowCountStat runGeneratedAt type uniqueId } }"
        );
        snapshot.At("catalog", "columns").EnumerateArray().Texts("name").ShouldContain("dbt_valid_from");
        var macro = await DetailsAsync(
            database,
            "Macro",
            "macro.orchard.initials",
            "... on MacroDefinitionNode { arguments { description name type } description filePath macroSql meta name packageName resourceType tags uniqueId runGeneratedAt }"
        );
        macro.Text("macroSql")!.ShouldStartWith("{% macro initials(col) %}");
        var semantic = await DetailsAsync(
            database,
            "SemanticModel",
            "semantic_model.orchard.sales",
            """
            ... on SemanticModelDefinitionNode { description dimensions { description name type typeParams } entities { description name type } filePath meta name
              measures { name description agg createMetric expr } resourceType tags uniqueId fqn }
            """
        );
        semantic
            .At("measures")
            .EnumerateArray()
            .Select(m => (m.Text("name"), m.Text("agg")))
            .ShouldBe([("kilos_sold", "sum"), ("revenue", "sum"), ("sale_count", "count"), ("buyers", "count_distinct")]);
        semantic.At("entities").EnumerateArray().Texts("name").ShouldBe(["sale", "customer"]);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public async Task Ids_that_do_not_exist_give_no_edges(string database)
    {
        var none = (
            await AskAsync(
                database,
                "query D($environmentId: BigInt!, $filter: AppliedResourcesFilter!) { environment(id: $environmentId) { applied { resources(filter: $filter, first: 3) { totalCount edges { node { uniqueId } } } } } }",
                """{"environmentId":ENV,"filter":{"types":["Exposure","Seed"],"uniqueIds":["exposure.orchard.none","model.ORCHARD.fct_sales"]}}"""
            )
        ).At("environment", "applied", "resources");
        (none.At("totalCount").GetInt32(), none.Nodes().Count).ShouldBe((0, 0));
    }

    private async Task<JsonElement> DetailsAsync(string database, string type, string id, string selection) => (
            await AskAsync(
                database,
                """
                query Details($environmentId: BigInt!, $filter: AppliedResourcesFilter!, $first: Int) {
                  environment(id: $environmentId) { applied { resources(filter: $filter, first: $first) { edges { node { SELECTION } } } } } }
                """.Replace("SELECTION", selection, StringComparison.Ordinal),
                $$$"""{"environmentId":ENV,"filter":{"uniqueIds":["{{{id}}}"],"types":["{{{type}}}"]},"first":1}"""
            )
        ).At("environment", "applied", "resources").Nodes().ShouldHaveSingleItem();

    private async Task<JsonElement> AskAsync(string database, string query, string variables)
    {
        var lab = await labs.OfAsync(database);
        return await lab.AskAsync(query, variables.Replace("ENV", $"{lab.Job.EnvironmentId}", StringComparison.Ordinal));
    }
}
