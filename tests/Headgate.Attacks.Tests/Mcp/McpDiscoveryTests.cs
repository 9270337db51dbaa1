using Headgate.Attacks.Tests.Discovery;
using Headgate.Attacks.Tests.Standing;
using Headgate.Gate.Journal.Reading;
using Headgate.Testing;

namespace Headgate.Attacks.Tests.Mcp;

/// <summary>dbt's Discovery tools: the same questions over the same path as GraphQL.</summary>
[Collection("attacks")]
public sealed class McpDiscoveryTests(StandingServer server) : IAsyncLifetime
{
    public async ValueTask InitializeAsync() => await DiscoveryRows.AddAsync(server);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static TheoryData<string, string, string> Tools() =>
        new()
        {
            { "get_all_models", "{}", "model.shop.orders" },
            { "get_node_details", """{"resource_type":"model","unique_id":"model.shop.orders"}""", "select 1 as orders" },
            { "get_node_details", """{"resource_type":"model","name":"orders"}""", "select 1 as orders" },
            { "get_model_details", """{"name":"orders"}""", "select 1 as orders" },
            { "get_model_health", """{"unique_id":"model.shop.orders"}""", "healthIssues" },
            { "get_lineage", """{"unique_id":"model.shop.orders"}""", "lineage_graph" },
            { "search", """{"query":"ORD"}""", "model.shop.orders" },
        };

    public static TheoryData<string, string> Empty() =>
        new()
        {
            { "get_mart_models", "{}" },
            { "get_all_sources", """{"source_names":["x"]}""" },
            { "get_exposures", "{}" },
            { "get_all_macros", """{"return_package_names_only":true}""" },
            { "get_model_parents", """{"unique_id":"model.shop.orders"}""" },
            { "get_model_children", """{"unique_id":"model.shop.orders"}""" },
            { "get_model_performance", """{"unique_id":"model.shop.orders","num_runs":5,"include_tests":true}""" },
            { "get_source_details", """{"unique_id":"source.shop.a.b"}""" },
            { "get_seed_details", """{"name":"none"}""" },
            { "get_related_models", """{"name":"none"}""" },
            { "get_column_impact", """{"model_id":"model.shop.orders","column_name":"orders"}""" },
        };

    [Theory]
    [MemberData(nameof(Tools))]
    public async Task A_tool_answers_about_the_environment_of_the_header(string tool, string arguments, string part)
    {
        var (reply, records) = await AskAsync("KM", tool, arguments, "100");
        reply.IsDone.ShouldBeTrue(reply.Text);
        reply.Text.ShouldContain(part);
        reply.Text.ShouldNotContain(DiscoveryRows.Secret);
        records
            .Where(r => r.Kind == "decision")
            .ShouldAllBe(r => r.Decision == "Allowed" && r.Operation == "metadata.read" && r.Surface == "mcp");
        records.ShouldContain(r => r.Tool == tool);
    }

    [Theory]
    [MemberData(nameof(Empty))]
    public async Task A_tool_that_finds_nothing_answers_an_empty_list(string tool, string arguments)
    {
        var (reply, _) = await AskAsync("KM", tool, arguments, "100");
        reply.IsDone.ShouldBeTrue(reply.Text);
        reply.Result.GetProperty("structuredContent").GetProperty("result").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Another_environment_is_not_found_and_without_one_it_is_asked_for()
    {
        var (reply, records) = await AskAsync("KM", "get_all_models", "{}", "200");
        reply.IsDone.ShouldBeFalse();
        reply.Text.ShouldNotContain(DiscoveryRows.Secret);
        (records.Decision().Decision, records.Decision().Reason).ShouldBe(("Denied", "out-of-scope"));
        (reply, _) = await AskAsync("KM", "get_all_models", """{"environment_id":200}""", "100");
        reply.IsDone.ShouldBeFalse();
        (reply, records) = await AskAsync("KM", "get_all_models", "{}", null);
        reply.Text.ShouldContain("Say which environment is meant");
        (reply, _) = await AskAsync("K0", "get_all_models", "{}", "100");
        reply.Text.ShouldContain("Unknown tool");
    }

    [Theory]
    [InlineData("lineage.mmd", "text/vnd.mermaid", "n0[\"orders\"]")]
    [InlineData("lineage.svg", "image/svg+xml", ">orders</text>")]
    [InlineData("lineage/model.shop.orders.mmd", "text/vnd.mermaid", "style n0 stroke-width:3px")]
    [InlineData("lineage/model.shop.orders.svg", "image/svg+xml", "<title>model.shop.orders</title>")]
    [InlineData("docs.md", "text/markdown", "## orders")]
    public async Task What_is_known_of_an_environment_is_read_as_a_resource(string name, string type, string part)
    {
        var (reply, records) = await ReadAsync("KM", $"headgate://environments/100/{name}");
        reply.IsDone.ShouldBeTrue(reply.Text);
        var content = reply.Result.GetProperty("contents")[0];
        content.GetProperty("mimeType").GetString().ShouldBe(type);
        content.GetProperty("text").GetString()!.ShouldContain(part);
        records.Decision().Operation.ShouldBe("metadata.read");
    }

    [Theory]
    [InlineData("KM", "200/lineage.mmd")]
    [InlineData("KM", "200/docs.md")]
    [InlineData("KM", "100/lineage/model.shop.none.svg")]
    [InlineData("KM", "100/lineage/../../200/lineage.mmd")]
    [InlineData("KM", "100/secrets.txt")]
    [InlineData("KM", "x/lineage.mmd")]
    [InlineData("KM", "100")]
    [InlineData("KM", "100/manifest.json")]
    [InlineData("K0", "100/lineage.mmd")]
    public async Task What_may_not_be_seen_as_a_resource_is_not_there(string key, string name)
    {
        var (reply, records) = await ReadAsync(key, $"headgate://environments/{name}");
        reply.IsDone.ShouldBeFalse();
        records.Where(r => r.Kind == "decision").ShouldNotBeEmpty();
        reply.Text.ShouldContain("There is no resource");
        reply.Text.ShouldNotContain(DiscoveryRows.Secret);
    }

    private async Task<(McpReply Reply, List<JournalRecord> Records)> ReadAsync(string key, string uri)
    {
        using var mcp = server.Mcp(key);
        return await server.RecordedAsync(() => mcp.AskAsync("resources/read", $"\"uri\":\"{uri}\"", uri));
    }

    private async Task<(McpReply Reply, List<JournalRecord> Records)> AskAsync(
        string key,
        string tool,
        string arguments,
        string? environment
    )
    {
        using var mcp = server.Mcp(key);
        return await server.RecordedAsync(() =>
            mcp.AskAsync(
                "tools/call",
                $"\"name\":\"{tool}\",\"arguments\":{arguments}",
                tool,
                request =>
                {
                    if (environment is not null)
                    {
                        request.Headers.Add("x-dbt-prod-environment-id", environment);
                    }
                }
            )
        );
    }
}
