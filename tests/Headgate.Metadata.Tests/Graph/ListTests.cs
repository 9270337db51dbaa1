using Headgate.Testing;
using static Headgate.Metadata.Tests.MetadataLab;

namespace Headgate.Metadata.Tests.Graph;

/// <summary>Filters, sorts and pages.</summary>
public sealed class ListTests(GoldenLabs labs) : IClassFixture<GoldenLabs>
{
    public static TheoryData<string, string, string[]> Filters() =>
        new()
        {
            { "models", "identifier: \"FCT_SALES\"", ["model.orchard.fct_sales"] },
            { "models", "uniqueIds: [\"model.orchard.fct_sales\", \"model.orchard.none\"]", ["model.orchard.fct_sales"] },
            { "models", "uniqueIds: \"model.orchard.FCT_SALES\"", [] },
            { "models", "uniqueIds: \"model.orchard.fct_sales\"", ["model.orchard.fct_sales"] },
            { "models", "tags: [\"mv\"]", ["model.orchard.mv_pickers"] },
            { "models", "packageName: \"toolshed\"", ["model.toolshed.tool_codes"] },
            { "models", "group: \"commerce\", access: public", ["model.orchard.fct_sales"] },
            { "models", "lastRunStatus: error", [] },
            { "models", "schema: \"ORCHARD\", database: \"Oracle\", identifier: \"dim_customers\"", ["model.orchard.dim_customers"] },
            { "sources", "freshnessStatus: Error", ["source.orchard.farm.customers_src"] },
            { "sources", "freshnessChecked: false", ["source.orchard.farm.prices_src"] },
            { "sources", "sourceNames: [\"none\"]", [] },
            { "tests", "status: \"fail\"", [] },
            { "tests", "lastKnownResults: [warn], testTypes: [SINGULAR_DATA_TEST]", ["test.orchard.sold_not_more_than_picked"] },
            {
                "tests",
                "testTypes: [UNIT_TEST], uniqueIds: \"unit_test.orchard.fct_sales.latest_price_is_used\"",
                ["unit_test.orchard.fct_sales.latest_price_is_used"]
            },
            { "exposures", "exposureType: \"dashboard\"", ["exposure.orchard.shop_dashboard"] },
            { "exposures", "tags: [\"none\"]", [] },
        };

    [Theory]
    [MemberData(nameof(Filters))]
    public async Task A_filter_leaves_what_it_says(string list, string filter, string[] ids)
    {
        var lab = await labs.OfAsync("SQLite");
        var data = await lab.AskAsync(
            $"{{ environment(id: {lab.Job.EnvironmentId}) {{ applied {{ {list}(filter: {{{filter}}}) {{ totalCount edges {{ node {{ uniqueId }} }} }} }} }} }}"
        );
        var connection = data.At("environment", "applied", list);
        connection.Nodes().Texts("uniqueId").ShouldBe(ids);
        connection.At("totalCount").GetInt32().ShouldBe(ids.Length);
    }

    [Fact]
    public async Task Sorting_by_time_puts_what_was_run_last_first_or_last()
    {
        var lab = await labs.OfAsync("SQLite");
        var data = await lab.AskAsync(
            $$"""
            { environment(id: {{lab.Job.EnvironmentId}}) { applied {
                down: models(first: 2, sort: {field: executeCompletedAt, direction: desc}) { edges { node { executionInfo { executeCompletedAt } } } }
                up: models(first: 2, sort: {field: executeCompletedAt, direction: asc}) { edges { node { executionInfo { executeCompletedAt } } } }
                last: models(first: 1, sort: {field: uniqueId, direction: desc}) { edges { node { uniqueId } } }
                rows: models(first: 1, sort: {field: rowCount, direction: desc}) { totalCount } } } }
            """
        );
        var times = (string name) =>
            data.At("environment", "applied", name).Nodes().ConvertAll(n => n.Text("executionInfo", "executeCompletedAt"));
        string.CompareOrdinal(times("down")[0], times("down")[1]).ShouldBeGreaterThanOrEqualTo(0);
        string.CompareOrdinal(times("down")[1], times("up")[1]).ShouldBeGreaterThan(0);
        string.CompareOrdinal(times("up")[0], times("up")[1]).ShouldBeLessThanOrEqualTo(0);
        data.At("environment", "applied", "last").Nodes().Texts("uniqueId").ShouldBe(["model.toolshed.tool_codes"]);
    }

    [Attack("GQL-16")]
    [Fact]
    public async Task A_page_has_500_nodes_at_most_and_the_last_one_says_so()
    {
        await using var lab = await CreateAsync();
        var models = Enumerable.Range(0, 620).Select(i => $"m{i:D4}").ToArray();
        await lab.EndAsync(
            1,
            Text(1, "manifest.json", SmallProject.Manifest(models)),
            Text(1, "run_results.json", SmallProject.Results([.. models.Select(m => (m, "success"))]))
        );
        await lab.ReadAsync();
        var page = async (string arguments) =>
            (
                await lab.AskAsync(
                    $"{{ environment(id: {lab.Job.EnvironmentId}) {{ applied {{ models({arguments}) {{ totalCount pageInfo {{ startCursor endCursor hasNextPage hasPreviousPage }} edges {{ cursor node {{ uniqueId rawCode }} }} }} }} }} }}"
                )
            ).At("environment", "applied", "models");
        var first = await page("first: 100000");
        (first.Nodes().Count, first.At("totalCount").GetInt32(), first.At("pageInfo", "hasNextPage").GetBoolean()).ShouldBe(
            (500, 620, true)
        );
        first.Nodes()[499].Text("rawCode").ShouldBe("select 1 as m0499");
        var second = await page($"first: 500, after: \"{first.Text("pageInfo", "endCursor")}\"");
        (
            second.Nodes().Count,
            second.At("pageInfo", "hasNextPage").GetBoolean(),
            second.At("pageInfo", "hasPreviousPage").GetBoolean()
        ).ShouldBe((120, false, true));
        var third = await page($"first: 500, after: \"{second.Text("pageInfo", "endCursor")}\"");
        (third.Nodes().Count, third.At("totalCount").GetInt32(), third.At("pageInfo", "hasNextPage").GetBoolean()).ShouldBe(
            (0, 620, false)
        );
        third.At("pageInfo", "endCursor").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
    }

    [Theory]
    [InlineData("first: -1", "must not be negative")]
    [InlineData("after: \"?\"", "is no cursor")]
    public async Task What_is_no_page_is_an_error_with_a_code_and_a_path(string arguments, string message)
    {
        var lab = await labs.OfAsync("SQLite");
        var answer = await lab.AnswerAsync(
            $"{{ environment(id: {lab.Job.EnvironmentId}) {{ applied {{ models({arguments}) {{ totalCount }} }} }} }}"
        );
        var error = answer.At("errors", "0");
        error.Text("message")!.ShouldContain(message);
        error.Text("extensions", "code").ShouldBe("BAD_USER_INPUT");
        error.At("path").EnumerateArray().Select(p => p.GetString()).ShouldBe(["environment", "applied", "models"]);
    }
}
