using System.Text.Json.Nodes;
using Headgate.Cli;
using Headgate.Cli.Terminals;
using Headgate.Cli.Up;
using Headgate.Dbt;
using Headgate.Dbt.Commands;

namespace Headgate.Tests.Cli;

/// <summary><c>headgate metrics</c> on the sample project, built once.</summary>
public sealed class MetricsCommandTests(MetricsCommandTests.Shop shop) : IClassFixture<MetricsCommandTests.Shop>
{
    [Fact]
    public async Task The_metrics_of_a_project_are_listed()
    {
        var (code, output, _) = await RunAsync("list", "--json");

        code.ShouldBe(0);
        JsonNode.Parse(output)!.AsArray().Select(metric => (string?)metric!["name"]).ShouldContain("takings");
    }

    [Fact]
    public async Task What_a_metric_can_be_grouped_by_is_listed()
    {
        var (code, output, _) = await RunAsync("list", "takings", "--json");

        code.ShouldBe(0);
        var names = JsonNode.Parse(output)!.AsArray().Select(item => (string?)item!["name"]).ToList();
        names.ShouldContain("metric_time");
        names.ShouldContain("outlet__outlet_kind");
    }

    [Fact]
    public async Task A_query_gives_the_same_rows_as_json_as_csv_and_as_a_table()
    {
        string[] query =
        [
            "query",
            "--metrics",
            "takings,orders_made",
            "--group-by",
            "metric_time__year",
            "--order-by",
            "metric_time__year",
        ];

        var json = JsonNode.Parse((await RunAsync([.. query, "--json"])).Output)!.AsArray();
        var csv = (await RunAsync([.. query, "--csv"])).Output.Trim().Split('\n');
        var table = (await RunAsync(query)).Output.Trim().Split('\n');

        json.Count.ShouldBeGreaterThan(0);
        csv[0].Trim().ShouldBe("metric_time__year,takings,orders_made");
        csv.Length.ShouldBe(json.Count + 1);
        table.Length.ShouldBe(json.Count + 1);
        csv[1].Split(',')[2].Trim().ShouldBe(json[0]!["orders_made"]!.ToString());
    }

    [Fact]
    public async Task A_saved_query_is_asked_for_by_its_name()
    {
        var (code, output, errors) = await RunAsync("query", "--saved-query", "month_at_a_glance", "--json");

        code.ShouldBe(0, errors);
        JsonNode.Parse(output)!.AsArray().Count.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_plan_is_told_in_sentences_and_as_sql()
    {
        var (code, output, _) = await RunAsync("explain", "--metrics", "margin_share", "--group-by", "outlet__outlet_kind");

        code.ShouldBe(0);
        output.ShouldContain("computes margin_share");
        output.ShouldContain("left join outlets");
    }

    [Fact]
    public async Task A_metric_that_is_not_there_is_refused_with_what_may_have_been_meant()
    {
        var (code, _, errors) = await RunAsync("query", "--metrics", "takngs");

        code.ShouldBe(1);
        errors.ShouldContain("no metric 'takngs'");
        errors.ShouldContain("Did you mean takings");
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var terminal = new Terminal(output, errors, watched: false, coloured: false, 200);
        var code = await HeadgateCommandLine.RunAsync(
            ["metrics", .. arguments, "--project-dir", shop.Folder, "--profiles-dir", shop.Folder],
            terminal,
            TestContext.Current.CancellationToken
        );
        return (code, output.ToString(), errors.ToString());
    }

    public sealed class Shop : IAsyncLifetime
    {
        public string Folder { get; } = Directory.CreateTempSubdirectory("headgate-test-").FullName;

        public async ValueTask InitializeAsync()
        {
            SampleProject.Unpack(Folder);
            using var output = new StringWriter();
            var process = DbtProcess.Current with { Output = output, Errors = output };
            var code = await DbtCommandLine.RunAsync(
                ["build", "--project-dir", Folder, "--profiles-dir", Folder],
                process,
                CancellationToken.None
            );
            code.ShouldBe(0, output.ToString());
        }

        public ValueTask DisposeAsync()
        {
            Directory.Delete(Folder, recursive: true);
            return ValueTask.CompletedTask;
        }
    }
}
