using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Headgate.Testing;

namespace Headgate.EndToEnd.Tests.Mcp;

/// <summary>dbt's commands as tools of <c>headgate mcp</c>, on a copy of the sample.</summary>
public sealed class LocalToolsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("2025-06-18")]
    [InlineData("2025-11-25")]
    [InlineData("2026-07-28")]
    public async Task A_client_of_each_revision_sees_dbts_tools(string? version)
    {
        using var project = LocalProject.Of(("one", "select 1 as id"));
        await using var mcp = await project.StartAsync(version: version);
        var tools = await mcp.Client.ListToolsAsync(cancellationToken: Cancellation);
        tools
            .Select(t => t.Name)
            .ShouldBe([
                "build",
                "compile",
                "docs",
                "list",
                "parse",
                "run",
                "test",
                "show",
                "clone",
                "get_lineage_dev",
                "get_node_details_dev",
            ]);
        tools.ShouldAllBe(t => t.Description.Length > 20 && !t.JsonSchema.GetProperty("additionalProperties").GetBoolean());
        tools
            .Where(t => t.ProtocolTool.Annotations!.ReadOnlyHint is true)
            .Select(t => t.Name)
            .ShouldBe(["compile", "docs", "list", "parse", "get_lineage_dev", "get_node_details_dev"]);
        mcp.Client.ServerInstructions.ShouldNotBeNull().ShouldContain(project.Folder);
        (await mcp.CallAsync("list", new Dictionary<string, object?>(), Cancellation)).IsError.ShouldNotBe(true);
        mcp.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_sample_is_built_read_and_asked()
    {
        using var project = LocalProject.Shop();
        await using var mcp = await project.StartAsync();
        // The client hands notifications on as they come, several at once: which is added last says nothing.
        var progress = new ConcurrentQueue<string>();

        var built = await mcp.CallAsync("build", With(), Cancellation, progress.Enqueue);
        var text = LocalMcp.TextOf(built);
        built.IsError.ShouldNotBe(true, text);
        text.ShouldContain("Done. PASS=");
        text.ShouldContain("ERROR=0");
        await Until.HoldsAsync(() => progress.Count >= 100, "each node that is done is told", Cancellation);
        progress.ShouldContain(told => told.StartsWith("100/100 ", StringComparison.Ordinal));
        File.Exists(Path.Combine(project.Folder, "orchard_shop.duckdb")).ShouldBeTrue();

        await ShouldAnswerAsync(
            "list",
            With(("node_selection", "fct_orders"), ("resource_type", new[] { "model" })),
            "orchard_shop.marts.fct_orders"
        );
        await ShouldAnswerAsync(
            "list",
            With(("node_selection", "stg_orders fct_orders,tag:nothing"), ("resource_type", new[] { "model" })),
            "stg_orders"
        );
        await ShouldAnswerAsync("show", With(("sql_query", "select count(*) as n from {{ ref('fct_orders') }}")), "\"n\": 53268");
        var rows = await mcp.CallAsync("show", With(("sql_query", "select * from {{ ref('fct_orders') }}"), ("limit", 2)), Cancellation);
        JsonNode.Parse(LocalMcp.TextOf(rows))!["show"]!.AsArray().Count.ShouldBe(2);
        await ShouldAnswerAsync("compile", With(("node_selection", "stg_orders")), "from \"orchard_shop\".\"shop_records\".\"orders\"");
        await ShouldAnswerAsync("test", With(("node_selection", "fct_orders")), "Done. PASS=");
        await ShouldAnswerAsync("run", With(("node_selection", "stg_orders"), ("vars", "{\"days\": 3}")), "Done. PASS=");
        await ShouldAnswerAsync("parse", With(), "OK");
        await ShouldAnswerAsync("docs", With(), "OK");
        File.Exists(Path.Combine(project.Folder, "target", "catalog.json")).ShouldBeTrue();

        async Task ShouldAnswerAsync(string tool, IReadOnlyDictionary<string, object?> arguments, string part)
        {
            var result = await mcp.CallAsync(tool, arguments, Cancellation);
            result.IsError.ShouldNotBe(true, LocalMcp.TextOf(result));
            LocalMcp.TextOf(result).ShouldContain(part, customMessage: tool);
            result.Content[0].Meta?["headgate/data"]?.GetValue<bool>().ShouldBe(true);
        }
    }

    [Fact]
    public async Task Lineage_and_details_are_of_the_project_as_it_stands()
    {
        using var project = LocalProject.Of(("one", "select 1 as id"), ("two", "select * from {{ ref('one') }}"));
        project.Write(
            "models/models.yml",
            "models:\n  - {name: one, description: The first., columns: [{name: id, data_tests: [not_null]}]}\n"
        );
        await using var mcp = await project.StartAsync();

        (await LineageAsync(("unique_id", "model.small.one"))).ShouldContain("test.small.not_null_one_id");
        (await LineageAsync(("unique_id", "model.small.two"), ("types", new[] { "Model" }), ("depth", 0))).ShouldBe(
            """{"model_id":"model.small.two","parents":[{"model_id":"model.small.one","parents":[]}],"children":[]}"""
        );
        project.Write("models/three.sql", "select * from {{ ref('two') }}");
        (await LineageAsync(("unique_id", "model.small.one"), ("types", new[] { "Model" }), ("depth", 1))).ShouldNotContain("three");
        (await LineageAsync(("unique_id", "model.small.one"), ("types", new[] { "Model" }))).ShouldContain(
            """{"model_id":"model.small.two","children":[{"model_id":"model.small.three","children":[]}]}"""
        );

        foreach (var name in (string[])["one", "model.small.one", "small.one"])
        {
            var details = (
                await mcp.CallAsync("get_node_details_dev", With(("node_id", name)), Cancellation)
            ).StructuredContent.ShouldNotBeNull();
            details.GetProperty("unique_id").GetString().ShouldBe("model.small.one");
            details.GetProperty("description").GetString().ShouldBe("The first.");
            details.GetProperty("tests").EnumerateArray().ShouldHaveSingleItem().GetString().ShouldBe("small.not_null_one_id");
            details.TryGetProperty("raw_code", out _).ShouldBeFalse();
        }
        var unknown = await mcp.CallAsync("get_lineage_dev", With(("unique_id", "two")), Cancellation);
        unknown.IsError.ShouldBe(true);
        LocalMcp.TextOf(unknown).ShouldContain("model.small.two");

        async Task<string> LineageAsync(params (string, object?)[] arguments)
        {
            var result = await mcp.CallAsync("get_lineage_dev", With(arguments), Cancellation);
            result.IsError.ShouldNotBe(true, LocalMcp.TextOf(result));
            JsonNode
                .DeepEquals(JsonNode.Parse(LocalMcp.TextOf(result)), JsonNode.Parse(result.StructuredContent!.Value.GetRawText()))
                .ShouldBeTrue();
            return LocalMcp.TextOf(result);
        }
    }

    [Fact]
    public async Task What_fails_says_so_with_what_dbt_said()
    {
        using var project = LocalProject.Of(("good", "select 1 as id"), ("bad", "select * from nowhere"));
        await using var mcp = await project.StartAsync();
        var result = await mcp.CallAsync("build", With(), Cancellation);
        result.IsError.ShouldBe(true);
        var text = LocalMcp.TextOf(result);
        text.ShouldContain("nowhere");
        text.ShouldContain("PASS=1 WARN=0 ERROR=1");
        text.ShouldContain("exit code 1");
        (await mcp.CallAsync("list", With(("node_selection", "good")), Cancellation)).IsError.ShouldNotBe(true);
    }

    private static Dictionary<string, object?> With(params (string Name, object? Value)[] arguments) =>
        arguments.ToDictionary(a => a.Name, a => a.Value);
}
