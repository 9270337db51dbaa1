using System.Text.Json.Nodes;
using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Metrics;

/// <summary>Agents that may query metrics of a running server within bounds.</summary>
[Collection(DemoServerCollection.Name)]
public sealed class BoundAgentTests(DemoServer server)
{
    private const string ByKind = """metrics: [{name: "takings"}], groupBy: [{name: "outlet__outlet_kind"}]""";

    [Fact]
    public async Task An_agent_that_is_bound_to_rows_sees_them_alone_in_metrics_values_and_sql()
    {
        using var whole = new SemanticLayer(server, server.Token);
        var kinds = await whole.RowsAsync(ByKind);
        kinds.Count.ShouldBeGreaterThan(1);
        var online = SemanticLayer.Number(kinds.Single(row => row!["outlet__outlet_kind"]!.ToString() == "online"), "takings");
        using var bound = await AgentAsync(
            "rows",
            new JsonObject { ["rows"] = OnlineAlone() },
            "metrics.query",
            "metrics.values.query",
            "metrics.compile"
        );

        (await bound.RowsAsync(ByKind)).Select(row => row!["outlet__outlet_kind"]!.ToString()).ShouldBe(["online"]);
        SemanticLayer.Number((await bound.RowsAsync("""metrics: [{name: "takings"}]"""))[0], "takings").ShouldBe(online);
        (await bound.RowsAsync("""groupBy: [{name: "outlet__outlet_kind"}]""", "createDimensionValuesQuery"))
            .Select(row => row!["outlet__outlet_kind"]!.ToString())
            .ShouldBe(["online"]);
        var sql = await bound.AskAsync(
            """mutation($environmentId: BigInt!) { compileSql(environmentId: $environmentId, metrics: [{name: "basket"}, {name: "takings_against_last_year"}], groupBy: [{name: "metric_time__year"}]) { sql } }"""
        );
        sql["compileSql"]!["sql"]!.ToString().ShouldContain("in ('online')");
        // A saved query, ratios and totals in time are the same metrics underneath.
        (await bound.RowsAsync("""savedQuery: "month_at_a_glance" """))
            .Select(row => row!["outlet__outlet_kind"]!.ToString())
            .Distinct()
            .ShouldBe(["online"]);
        // People who signed up belong to no outlet, so nothing says which of them would count.
        (
            await bound.ErrorAsync(
                """mutation($environmentId: BigInt!) { createQuery(environmentId: $environmentId, metrics: [{name: "new_customers"}]) { queryId } }"""
            )
        ).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Nobody_reads_what_another_has_asked()
    {
        using var whole = new SemanticLayer(server, server.Token);
        using var agent = await AgentAsync("reads", [], "metrics.query");
        var created = await whole.AskAsync(
            """mutation($environmentId: BigInt!) { createQuery(environmentId: $environmentId, metrics: [{name: "takings"}]) { queryId } }"""
        );
        var id = created["createQuery"]!["queryId"]!.ToString();
        (
            await agent.ErrorAsync(
                $"query($environmentId: BigInt!) {{ query(environmentId: $environmentId, queryId: \"{id}\") {{ status }} }}"
            )
        ).ShouldContain("No query of yours");
        (await whole.PageAsync(id))["totalPages"]!.ToString().ShouldBe("1");
        (await agent.AskAsync("query($environmentId: BigInt!) { queryRecords(environmentId: $environmentId) { totalItems } }"))[
            "queryRecords"
        ]!["totalItems"]!
            .ToString()
            .ShouldBe("0");
        (
            await whole.AskAsync(
                "query($environmentId: BigInt!) { queryRecords(environmentId: $environmentId) { items { queryId status queryDetails { ... on SemanticLayerQueryDetails { params { type metrics { name } } } } } } }"
            )
        )["queryRecords"]!
            .ToJsonString()
            .ShouldContain(id);
    }

    [Attack("SL-14")]
    [Fact]
    public async Task What_the_database_says_of_a_value_is_not_told_to_an_agent()
    {
        const string Cast =
            """metrics: [{name: "takings"}], where: [{sql: "cast({{ Dimension('customer__village_name') }} as integer) = 1"}]""";
        using var agent = await AgentAsync("casts", [], "metrics.query");
        var created = await agent.AskAsync(
            $"mutation($environmentId: BigInt!) {{ createQuery(environmentId: $environmentId, {Cast}) {{ queryId }} }}"
        );
        var failed = await agent.PageAsync(created["createQuery"]!["queryId"]!.ToString());
        failed["status"]!.ToString().ShouldBe("FAILED");
        failed["error"]!
            .ToString()
            .ShouldBe("The warehouse could not answer this query: a value does not fit what is computed with it, or a table is missing.");
        failed["jsonResult"].ShouldBeNull();
    }

    [Fact]
    public async Task Dbts_tools_answer_an_agent()
    {
        using var agent = await AgentAsync(
            "tools",
            new JsonObject { ["names"] = new JsonArray("takings", "margin*") },
            "metrics",
            "metrics.query",
            "metrics.values.query",
            "metrics.compile"
        );
        (await agent.ToolAsync("list_metrics", [])).ShouldStartWith(
            "name,type,label,description,metadata,dimensions,entities\nmargin,SIMPLE,Margin,"
        );
        (await agent.ToolAsync("get_dimensions", new JsonObject { ["metrics"] = new JsonArray("takings") })).ShouldContain(
            "outlet__outlet_kind"
        );
        (await agent.ToolAsync("get_entities", new JsonObject { ["metrics"] = new JsonArray("takings") })).ShouldContain("customer");
        (
            await agent.ToolAsync("get_dimension_values", new JsonObject { ["dimension"] = "outlet__outlet_kind", ["limit"] = 1 })
        ).ShouldContain("\"truncated\":true");
        var rows = JsonNode
            .Parse(
                await agent.ToolAsync(
                    "query_metrics",
                    new JsonObject
                    {
                        ["metrics"] = new JsonArray("takings"),
                        ["group_by"] = new JsonArray(
                            new JsonObject
                            {
                                ["name"] = "metric_time",
                                ["type"] = "time_dimension",
                                ["grain"] = "year",
                            }
                        ),
                        ["order_by"] = new JsonArray(new JsonObject { ["name"] = "takings", ["descending"] = true }),
                        ["where"] = "{{ Dimension('outlet__outlet_kind') }} = 'online'",
                    }
                )
            )!
            .AsArray();
        using var whole = new SemanticLayer(server, server.Token);
        var online = (await whole.RowsAsync(ByKind)).Single(row => row!["outlet__outlet_kind"]!.ToString() == "online");
        rows.Sum(row => SemanticLayer.Number(row, "takings")).ShouldBe(SemanticLayer.Number(online, "takings"));
        (await agent.ToolAsync("get_metrics_compiled_sql", new JsonObject { ["metrics"] = new JsonArray("margin_share") })).ShouldContain(
            "select"
        );
        (await agent.ToolAsync("query_metrics", new JsonObject { ["metrics"] = new JsonArray("orders_made") })).ShouldContain(
            "'orders_made' is not granted"
        );
        (await agent.ToolAsync("list_saved_queries", [])).ShouldNotContain("month_at_a_glance");
    }

    private static JsonArray OnlineAlone() =>
        new(new JsonObject { ["dimension"] = "outlet__outlet_kind", ["one_of"] = new JsonArray("online") });

    private async Task<SemanticLayer> AgentAsync(string name, JsonObject bounds, params string[] capabilities)
    {
        var (status, body) = await server.SendAsync(
            "POST",
            "gate/v1",
            "agents/",
            "Token",
            server.Token,
            $$"""{"name":"metrics {{name}}"}"""
        );
        status.ShouldBe(201, body);
        var issued = JsonNode.Parse(body)!["data"]!;
        foreach (var capability in capabilities)
        {
            var grant = new JsonObject
            {
                ["capability"] = capability,
                ["level"] = capability == "metrics" ? "read" : "full",
                ["everywhere"] = true,
            };
            if (bounds.Count > 0)
            {
                grant["when"] = new JsonObject { ["metrics"] = bounds.DeepClone() };
            }
            var put = await server.SendAsync(
                "POST",
                "gate/v1",
                $"agents/{issued["agent"]!["id"]}/grants/",
                "Token",
                server.Token,
                grant.ToJsonString()
            );
            put.Status.ShouldBe(200, put.Body);
        }
        return new SemanticLayer(server, issued["secret"]!.ToString());
    }
}
