using System.Data.Common;
using System.Text.Json.Nodes;
using Headgate.Dbt;
using Headgate.Dbt.Commands;
using Headgate.Metrics.Exports;

namespace Headgate.Metrics.Tests.Exports;

/// <summary>A build writes the exports of saved queries where the project says, and tells of them as of its other nodes.</summary>
public abstract class ExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("headgate-exports-").FullName;

    /// <param name="output">The target in profiles.yml.</param>
    /// <param name="days">A statement that gives the days of the calendar.</param>
    protected ExportTests(string output, string days)
    {
        Write("dbt_project.yml", "name: shop\nversion: '1.0'\nprofile: p\n");
        Write("profiles.yml", $"p: {{target: dev, outputs: {{dev: {output}}}}}");
        Write(
            "models/orders.sql",
            "select * from (values (1, 'north', 10, date '2024-01-05'), (2, 'north', 5, date '2024-02-01'), (3, 'south', 7, date '2024-02-03')) t(id, area, amount, made_on)"
        );
        Write("models/days.sql", "{{ config(materialized='table') }} " + days);
        Write(
            "models/metrics.yml",
            """
            models:
              - name: days
                time_spine: {standard_granularity_column: day}
                columns: [{name: day, granularity: day}]
            semantic_models:
              - name: orders
                model: ref('orders')
                defaults: {agg_time_dimension: made_on}
                entities: [{name: order, type: primary, expr: id}]
                dimensions:
                  - {name: made_on, type: time, type_params: {time_granularity: day}}
                  - {name: area, type: categorical}
                measures: [{name: amount, agg: sum, create_metric: true}]
            metrics:
              - {name: takings, label: Takings, type: simple, type_params: {measure: amount}}
            saved_queries:
              - name: by_area
                query_params:
                  metrics: [takings]
                  group_by: ["Dimension('order__area')"]
                exports:
                  - {name: area_table, config: {export_as: table, schema: reports, alias: takings_by_area}}
                  - {name: area_view, config: {export_as: view}}
              - name: without_exports
                query_params: {metrics: [takings]}
            """
        );
    }

    [Fact]
    public async Task A_build_that_exports_writes_tables_and_views_with_the_rows_of_the_query()
    {
        var (code, output) = await BuildAsync(["build", "--export-saved-queries"]);

        code.ShouldBe(0, output);
        Rows("select order__area, takings from reports.takings_by_area order by 1").ShouldBe(["north|15", "south|7"]);
        Rows($"select order__area, takings from {Schema}.area_view order by 1").ShouldBe(["north|15", "south|7"]);
        Rows("select table_type from information_schema.tables where table_name in ('takings_by_area', 'area_view') order by table_name")
            .ShouldBe(["VIEW", "BASE TABLE"]);
        output.ShouldContain($"OK exported saved query by_area as table reports.takings_by_area, view {Schema}.area_view");
        output.ShouldContain("NO-OP saved query without_exports");
        var result = Result("saved_query.shop.by_area");
        ((string?)result["status"]).ShouldBe("success");
        ((string?)result["compiled_code"]).ShouldNotBeNull().ShouldContain("sum(");
        File.Exists(Path.Combine(_folder, "target/compiled/shop/models/metrics.yml/area_table.sql")).ShouldBeTrue();
    }

    [Fact]
    public async Task An_export_is_written_again_over_what_the_build_before_left()
    {
        (await BuildAsync(["build", "--export-saved-queries"])).Code.ShouldBe(0);
        Write("models/orders.sql", "select 1 as id, 'west' as area, 3 as amount, date '2024-01-05' as made_on");

        var (code, output) = await BuildAsync(["build", "--export-saved-queries"]);

        code.ShouldBe(0, output);
        Rows("select order__area, takings from reports.takings_by_area").ShouldBe(["west|3"]);
    }

    [Fact]
    public async Task The_variable_of_a_job_asks_for_exports_as_the_option_does()
    {
        var (code, output) = await BuildAsync(["build", "--select", "by_area+", "orders"], ("DBT_EXPORT_SAVED_QUERIES", "TRUE"));

        code.ShouldBe(0, output);
        Rows("select count(*) from reports.takings_by_area").ShouldBe(["2"]);
    }

    [Fact]
    public async Task Without_being_asked_a_build_exports_nothing()
    {
        var (code, output) = await BuildAsync(["build"]);

        code.ShouldBe(0, output);
        output.ShouldContain("NO-OP saved query by_area");
        Rows("select count(*) from information_schema.tables where table_name in ('takings_by_area', 'area_view')").ShouldBe(["0"]);
        ((string?)Result("saved_query.shop.by_area")["status"]).ShouldBe("no-op");
    }

    [Fact]
    public async Task A_saved_query_below_a_model_that_failed_is_skipped()
    {
        Write("models/orders.sql", "select no_such_column as id");

        var (code, _) = await BuildAsync(["build", "--export-saved-queries"]);

        code.ShouldBe(1);
        ((string?)Result("saved_query.shop.by_area")["status"]).ShouldBe("skipped");
    }

    [Fact]
    public async Task A_query_that_the_planner_refuses_fails_its_node_with_the_reason()
    {
        var yaml = File.ReadAllText(Path.Combine(_folder, "models/metrics.yml"));
        Write("models/metrics.yml", yaml.Replace("Dimension('order__area')", "Dimension('order__areas')", StringComparison.Ordinal));

        var (code, output) = await BuildAsync(["build", "--export-saved-queries"]);

        code.ShouldNotBe(0);
        output.ShouldContain("areas");
    }

    /// <summary>The folder of the project.</summary>
    protected string Folder => _folder;

    /// <summary>The schema of the target.</summary>
    protected abstract string Schema { get; }

    /// <summary>A connection to the warehouse.</summary>
    protected abstract DbConnection Connect();

    private async Task<(int Code, string Output)> BuildAsync(string[] words, params (string Key, string Value)[] variables)
    {
        using var output = new StringWriter();
        var environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["DBT_PROFILES_DIR"] = _folder, ["HOME"] = _folder };
        foreach (var (key, value) in variables)
        {
            environment[key] = value;
        }
        var process = new DbtProcess(output, output, environment, _folder, TimeProvider.System) { SavedQueries = new SavedQuerySql() };
        var code = await DbtCommandLine.RunAsync(["--no-use-colors", .. words], process, TestContext.Current.CancellationToken);
        return (code, output.ToString());
    }

    private JsonNode Result(string id) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(_folder, "target/run_results.json")))!["results"]!
            .AsArray()
            .Single(result => (string?)result!["unique_id"] == id)!;

    private List<string> Rows(string sql)
    {
        using var connection = Connect();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column))));
        }
        return rows;
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public virtual void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }
}
