using System.Text.Json.Nodes;

namespace Headgate.EndToEnd.Tests.Metrics;

/// <summary>The Semantic Layer of a running server, with the demo's project: what dbt's clients send, and what agents are bound to.</summary>
[Collection(DemoServerCollection.Name)]
public sealed class SemanticLayerTests(DemoServer server)
{
    private const string ByKind = """metrics: [{name: "takings"}], groupBy: [{name: "outlet__outlet_kind"}]""";

    [Fact]
    public async Task Metrics_are_listed_with_all_that_the_sdk_selects()
    {
        using var layer = new SemanticLayer(server, server.Token);
        var metrics = (
            await layer.AskAsync(
                """
                query getMetrics($environmentId: BigInt!) { metrics(environmentId: $environmentId) { ...fragmentMetric0 } }
                fragment fragmentMetric0 on Metric {
                  name description type label requiresMetricTime queryableGranularities queryableTimeGranularities
                  dimensions { ...fragmentDimension0 } measures { ...fragmentMeasure0 } entities { ...fragmentEntity0 } }
                fragment fragmentDimension0 on Dimension { name qualifiedName description type label isPartition expr queryableGranularities queryableTimeGranularities }
                fragment fragmentMeasure0 on Measure { name aggTimeDimension agg expr }
                fragment fragmentEntity0 on Entity { name description type role expr }
                """
            )
        )["metrics"]!.AsArray();
        metrics
            .Select(m => m!["name"]!.ToString())
            .ShouldBe([
                "basket",
                "margin",
                "margin_share",
                "new_customers",
                "orders_made",
                "takings",
                "takings_against_last_year",
                "takings_so_far",
                "web_takings",
            ]);
        var takings = metrics.Single(m => m!["name"]!.ToString() == "takings")!;
        takings["type"]!.ToString().ShouldBe("SIMPLE");
        takings["label"]!.ToString().ShouldBe("Takings");
        takings["measures"]!.AsArray().Select(m => $"{m!["name"]} {m["agg"]}").ShouldBe(["net_amount SUM"]);
        takings["dimensions"]!.AsArray().Select(d => $"{d!["name"]} {d["type"]}").ShouldContain("outlet__outlet_kind CATEGORICAL");
        takings["entities"]!.AsArray().Select(e => $"{e!["name"]} {e["type"]}").ShouldContain("customer FOREIGN");
        takings["queryableGranularities"]!.AsArray().Select(g => g!.ToString()).ShouldBe(["DAY", "WEEK", "MONTH", "QUARTER", "YEAR"]);
    }

    [Fact]
    public async Task Values_of_groups_add_up_to_the_whole_and_pages_come_in_arrow_too()
    {
        using var layer = new SemanticLayer(server, server.Token);
        var whole = SemanticLayer.Number((await layer.RowsAsync("""metrics: [{name: "takings"}]"""))[0], "takings");
        var kinds = await layer.RowsAsync(ByKind);
        whole.ShouldBeGreaterThan(0);
        kinds.Sum(row => SemanticLayer.Number(row, "takings")).ShouldBe(whole);
        var days = await layer.RowsAsync(
            """metrics: [{name: "takings", alias: "money"}], groupBy: [{name: "metric_time", grain: MONTH}], orderBy: [{metric: {name: "takings"}, descending: true}]"""
        );
        days.Sum(row => SemanticLayer.Number(row, "money")).ShouldBe(whole);
        days.Select(row => SemanticLayer.Number(row, "money")).ShouldBeInOrder(SortDirection.Descending);
        days[0]!["metric_time__month"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Dbts_host_serves_it_at_dbts_address()
    {
        using var layer = new SemanticLayer(server, server.Token);
        var answer = await layer.AnswerAsync(
            "query getEnvironmentInfo($environmentId: BigInt!) { environmentInfo(environmentId: $environmentId) { dialect dialectSupportedBySlg hasMetricsDefined } }",
            path: "/api/graphql",
            host: "ab123.semantic-layer.localhost"
        );
        answer["data"]!["environmentInfo"]!
            .ToJsonString()
            .ShouldBe("""{"dialect":"DUCKDB","dialectSupportedBySlg":true,"hasMetricsDefined":true}""");
    }

    [Fact]
    public async Task What_dbts_mcp_server_and_dbtc_ask_is_answered()
    {
        using var layer = new SemanticLayer(server, server.Token);
        var data = await layer.AskAsync(
            """
            query All($environmentId: BigInt!, $metrics: [MetricInput!]!) {
              metricsPaginated(environmentId: $environmentId, search: "margin", pageSize: 1) { items { name config { meta } } totalItems totalPages }
              dimensionsPaginated(environmentId: $environmentId, metrics: $metrics, search: "outlet") { items { description name type queryableGranularities queryableTimeGranularities label config { meta } } }
              entitiesPaginated(environmentId: $environmentId, metrics: $metrics) { items { description name type } }
              savedQueries(environmentId: $environmentId) { name label exports { name config { alias schema exportAs } } queryParams { metrics { name } groupBy { name grain timeGranularity datePart } where { whereSqlTemplate } } }
              metricsForDimensions(environmentId: $environmentId, dimensions: [{name: "customer__habit"}]) { name }
              queryableGranularities(environmentId: $environmentId, metrics: $metrics)
              measures(environmentId: $environmentId, metrics: $metrics) { name agg }
            }
            """,
            new JsonObject { ["metrics"] = new JsonArray(new JsonObject { ["name"] = "takings" }) }
        );
        data["metricsPaginated"]!.ToJsonString().ShouldContain("\"totalItems\":2,\"totalPages\":2");
        data["dimensionsPaginated"]!["items"]!
            .AsArray()
            .Select(i => i!["name"]!.ToString())
            .ShouldBe(["outlet__outlet_kind", "outlet__outlet_name"]);
        var saved = data["savedQueries"]![0]!;
        saved["queryParams"]!["groupBy"]!
            .ToJsonString()
            .ShouldBe(
                """[{"name":"metric_time","grain":"MONTH","timeGranularity":"month","datePart":null},{"name":"outlet__outlet_kind","grain":null,"timeGranularity":null,"datePart":null}]"""
            );
        saved["exports"]![0]!
            .ToJsonString()
            .ShouldBe("""{"name":"month_at_a_glance","config":{"alias":"month_at_a_glance","schema":"shop_reports","exportAs":"TABLE"}}""");
        data["metricsForDimensions"]!.AsArray().Select(m => m!["name"]!.ToString()).ShouldContain("new_customers");
        data["queryableGranularities"]!.AsArray().Count.ShouldBe(5);
    }

    [Fact]
    public async Task Refusals_come_as_errors_with_what_was_meant()
    {
        using var layer = new SemanticLayer(server, server.Token);
        const string Create = "mutation($environmentId: BigInt!) { createQuery(environmentId: $environmentId, ";
        (await layer.ErrorAsync(Create + "metrics: [{name: \"taking\"}]) { queryId } }")).ShouldContain("Did you mean 'takings'");
        (await layer.ErrorAsync(Create + "metrics: [{name: \"takings\"}], limit: -1) { queryId } }")).ShouldContain("limit");
        (
            await layer.ErrorAsync(
                "query($environmentId: BigInt!) { query(environmentId: $environmentId, queryId: \"query-0\") { status } }"
            )
        ).ShouldContain("No query of yours");
        using var stranger = new SemanticLayer(server, "dbtc_nobody");
        (await stranger.ErrorAsync("query($environmentId: BigInt!) { metrics(environmentId: $environmentId) { name } }")).ShouldBe(
            "User is not authorized"
        );
    }
}
