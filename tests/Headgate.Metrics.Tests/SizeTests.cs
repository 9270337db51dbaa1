using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using Headgate.Metrics.Semantics;

namespace Headgate.Metrics.Tests;

/// <summary>Figures for large projects; run by name (<c>-explicit only</c>), printed, and not judged: <c>bench/metrics</c>.</summary>
public sealed class SizeTests(ITestOutputHelper output)
{
    private const int Models = 100;
    private const int MetricsOfModel = 5;
    private const int Rows = 2_000_000;

    [Fact(Explicit = true)]
    public void Planning_at_500_metrics_and_100_semantic_models()
    {
        var manifest = Manifest(Models, MetricsOfModel);
        Say($"manifest of {manifest.Length / 1e6:0.0} MB");
        var engine = new MetricEngine(SemanticManifest.Parse(manifest));
        Median("read the manifest", () => new MetricEngine(SemanticManifest.Parse(manifest)));
        Median("plan: one metric by month", () => Compile(engine, ["sum_42_0"], ["metric_time__month"]));
        Median("plan: one metric by a dimension two joins away", () => Compile(engine, ["sum_42_0"], ["entity_43__entity_44__kind_44"]));
        Median(
            "plan: five metrics of five models, by month, with a condition",
            () =>
                Compile(
                    engine,
                    ["sum_1_0", "sum_20_1", "sum_40_2", "sum_60_3", "sum_80_3"],
                    ["metric_time__month"],
                    ["{{ TimeDimension('metric_time', 'day') }} > '2024-01-01'"]
                )
        );
        Median("plan: a ratio of two models", () => Compile(engine, ["ratio_42"], ["metric_time__week"]));
        Median("what a metric can be grouped by", () => engine.ItemsOf(["sum_42_0"]));
    }

    [Fact(Explicit = true)]
    public void A_list_of_1000_metrics()
    {
        var engine = new MetricEngine(SemanticManifest.Parse(Manifest(200, MetricsOfModel)));
        engine.Metrics.Count.ShouldBe(1000);
        Median("list of 1,000 metrics", () => engine.Metrics);
    }

    [Fact(Explicit = true)]
    public void An_answer_against_the_same_sql_by_hand()
    {
        using var connection = new DuckDBConnection("Data Source=:memory:");
        connection.Open();
        Run(
            connection,
            $"create table model_1 as select range as id, range % 1000 as parent, 'kind ' || range % 7 as kind, range % 97 as amount, timestamp '2024-01-01' + to_minutes(range % 500000) as made_at from range({Rows})"
        );
        Run(
            connection,
            "create table model_2 as select range as id, range % 10 as parent, 'kind ' || range % 7 as kind, range % 97 as amount, timestamp '2024-01-01' as made_at from range(1000)"
        );
        var engine = new MetricEngine(SemanticManifest.Parse(Manifest(3, 2)));
        Compare(
            "by month",
            Compile(engine, ["sum_1_0"], ["metric_time__month"]),
            "select date_trunc('month', made_at) as metric_time__month, sum(amount) as sum_1_0 from main.model_1 group by 1"
        );
        Compare(
            "by a dimension of another model, with a condition",
            Compile(engine, ["sum_1_0"], ["entity_2__kind_2"], ["{{ Dimension('entity_1__kind_1') }} <> 'kind 3'"]),
            "select m.kind as entity_2__kind_2, sum(f.amount) as sum_1_0 from main.model_1 f left join main.model_2 m on f.parent = m.id where f.kind <> 'kind 3' group by 1"
        );
        Compare(
            "a ratio",
            Compile(engine, ["ratio_1"], ["metric_time__month"]),
            """
            with one as (select date_trunc('month', made_at) as m, sum(amount) as n from main.model_1 group by 1),
                 two as (select date_trunc('month', made_at) as m, sum(amount) as d from main.model_2 group by 1)
            select coalesce(one.m, two.m) as metric_time__month, cast(n as double) / nullif(d, 0) as ratio_1 from one full outer join two on one.m = two.m
            """
        );

        void Compare(string what, string ours, string byHand)
        {
            // In turns, so that what else the machine does meets both.
            var (mine, theirs) = (new List<double>(), new List<double>());
            for (var round = 0; round < 21; round++)
            {
                mine.Add(Time(() => Run(connection, ours)));
                theirs.Add(Time(() => Run(connection, byHand)));
            }
            mine.Sort();
            theirs.Sort();
            Say(
                $"answer {what}: p50 {mine[10]:0.0} ms, by hand {theirs[10]:0.0} ms, {mine[10] / theirs[10]:0.00} times; least {mine[0]:0.0} and {theirs[0]:0.0} ms, {mine[0] / theirs[0]:0.00} times"
            );
        }
    }

    private static string Compile(MetricEngine engine, string[] metrics, string[] groupBy, string[]? where = null)
    {
        var compiled = engine.Compile(
            new MetricQuery
            {
                Metrics = metrics,
                GroupBy = groupBy,
                Where = where ?? [],
            },
            SqlEngine.DuckDb
        );
        return compiled.Sql ?? throw new InvalidOperationException(compiled.Refusal!.Message);
    }

    /// <summary>Models in a row, each of which refers to the next; sums of each, and the ratio of each to the next.</summary>
    private static string Manifest(int models, int metricsOfModel)
    {
        var (modelList, metrics) = (new JsonArray(), new JsonArray());
        for (var i = 1; i <= models; i++)
        {
            var next = i == models ? 1 : i + 1;
            var measures = string.Join(
                ", ",
                Enumerable.Range(0, metricsOfModel - 1).Select(m => $$"""{"name": "measure_{{i}}_{{m}}", "agg": "sum", "expr": "amount"}""")
            );
            modelList.Add(
                JsonNode.Parse(
                    $$"""
                    {"name": "model_{{i}}", "node_relation": {"alias": "model_{{i}}", "schema_name": "main", "relation_name": "main.model_{{i}}"}, "defaults": {"agg_time_dimension": "made_at"},
                     "entities": [{"name": "entity_{{i}}", "type": "primary", "expr": "id"}, {"name": "entity_{{next}}", "type": "foreign", "expr": "parent"}],
                     "dimensions": [{"name": "made_at", "type": "time", "type_params": {"time_granularity": "day"} }, {"name": "kind_{{i}}", "type": "categorical", "expr": "kind"}],
                     "measures": [{{measures}}]}
                    """
                )
            );
            for (var m = 0; m < metricsOfModel - 1; m++)
            {
                metrics.Add(
                    JsonNode.Parse(
                        $$"""{"name": "sum_{{i}}_{{m}}", "type": "simple", "label": "Sum {{i}} {{m}}", "description": "What came in.", "type_params": {"measure": {"name": "measure_{{i}}_{{m}}"} } }"""
                    )
                );
            }
            metrics.Add(
                JsonNode.Parse(
                    $$"""{"name": "ratio_{{i}}", "type": "ratio", "type_params": {"numerator": {"name": "sum_{{i}}_0"}, "denominator": {"name": "sum_{{next}}_0"} } }"""
                )
            );
        }
        return new JsonObject
        {
            ["semantic_models"] = modelList,
            ["metrics"] = metrics,
            ["project_configuration"] = JsonNode.Parse(
                """{"time_spines": [{"node_relation": {"alias": "days", "schema_name": "main", "relation_name": "main.days"}, "primary_column": {"name": "day", "time_granularity": "day"}}]}"""
            ),
            ["saved_queries"] = new JsonArray(),
        }.ToJsonString();
    }

    private void Median(string what, Func<object?> work)
    {
        var times = new List<double>();
        for (var i = 0; i < 220; i++)
        {
            times.Add(Time(() => work()));
        }
        // The first ones are compiled while they run.
        var settled = times[20..];
        settled.Sort();
        Say(
            $"{what}: p50 {settled[settled.Count / 2]:0.000} ms, p99 {settled[settled.Count * 99 / 100]:0.000} ms, first {times[0]:0.0} ms"
        );
    }

    private static double Time(Action work)
    {
        var watch = Stopwatch.StartNew();
        work();
        return watch.Elapsed.TotalMilliseconds;
    }

    private static void Run(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            _ = reader.GetValue(reader.FieldCount - 1);
        }
    }

    private void Say(FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
