using System.Text.Json.Nodes;
using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Tests.Parsing.Semantics;

/// <summary>Semantic models at models and columns, and metrics that aggregate by themselves: the form of dbt 1.12.</summary>
public sealed class OwnMetricTests : IDisposable
{
    private const string Model = """
        models:
          - name: spine
            time_spine: {standard_granularity_column: day}
            columns: [{name: day, granularity: day}]
          - name: rides
            description: All rides.
            semantic_model: {enabled: true, name: trips, config: {meta: {team: ops}}}
            agg_time_dimension: ride_day
            columns:
              - {name: ride_id, description: One ride., entity: {type: primary, name: ride}}
              - {name: bike_id, entity: {type: foreign, name: bike}}
              - {name: started_on, granularity: day, dimension: {type: time, name: ride_day}}
              - {name: city, dimension: categorical, config: {meta: {team: maps, pii: false}}}
            derived_semantics:
              dimensions: [{name: is_long, type: categorical, expr: "minutes > 60"}]
              entities: [{name: dock, type: foreign, expr: "city || ':' || dock_no"}]
            metrics:
              - {name: ride_count, type: simple, agg: count, expr: 1}
              - {name: minutes_p90, type: simple, agg: percentile, percentile: 0.9, percentile_type: discrete, expr: minutes, hidden: true}
              - name: open_rides
                agg: sum
                expr: is_open
                join_to_timespine: true
                fill_nulls_with: 0
                filter: "{{ Dimension('ride__city') }} = 'Lima'"
                non_additive_dimension: {name: ride_day, window_agg: max, group_by: [bike]}
        metrics:
          - {name: open_share, type: ratio, numerator: open_rides, denominator: {name: ride_count, filter: "{{ Dimension('ride__city') }} = 'Lima'"}}
          - {name: rides_to_date, type: cumulative, input_metric: ride_count, grain_to_date: month, period_agg: last}
          - {name: rides_of_week, type: cumulative, input_metric: ride_count, window: 7 days}
          - name: rides_more
            type: derived
            expr: ride_count - last_week
            input_metrics: [{name: ride_count}, {name: ride_count, alias: last_week, offset_window: 7 days}]
          - {name: came_back, type: conversion, entity: bike, base_metric: ride_count, conversion_metric: ride_count, window: 14 days}
        """;

    private const string Spine = "{standard_granularity_column: day}";
    private const string Days = "[{name: day, granularity: day}]";
    private const string Open = "{";
    private const string Close = "}";

    private readonly ProjectFolder _folder = new();

    public OwnMetricTests()
    {
        _folder.Write("models/rides.sql", "select 1 as ride_id");
        _folder.Write("models/spine.sql", "select 1 as day");
    }

    [Fact]
    public void What_stands_at_a_model_and_its_columns_is_its_semantic_model()
    {
        var manifest = Parse(Model);
        var model = manifest["semantic_models"]![0]!;
        model["name"]!.ToString().ShouldBe("trips");
        model["description"]!.ToString().ShouldBe("All rides.");
        model["defaults"]!.ToJsonString().ShouldBe("""{"agg_time_dimension":"ride_day"}""");
        model["node_relation"]!["alias"]!.ToString().ShouldBe("rides");
        model["measures"]!.AsArray().ShouldBeEmpty();
        model["entities"]!
            .AsArray()
            .Select(e => $"{e!["name"]} {e["type"]} {e["expr"]}")
            .ShouldBe(["ride primary ride_id", "bike foreign bike_id", "dock foreign city || ':' || dock_no"]);
        model["entities"]![0]!["description"]!.ToString().ShouldBe("One ride.");
        var dimensions = model["dimensions"]!.AsArray();
        dimensions
            .Select(d => $"{d!["name"]} {d["type"]} {d["expr"]}")
            .ShouldBe(["ride_day time started_on", "city categorical ", "is_long categorical minutes > 60"]);
        dimensions[0]!["type_params"]!["time_granularity"]!.ToString().ShouldBe("day");
        dimensions[1]!["config"]!["meta"]!.ToJsonString().ShouldBe("""{"team":"maps","pii":false}""");
        dimensions[2]!["config"]!["meta"]!.ToJsonString().ShouldBe("""{"team":"ops"}""");
    }

    [Fact]
    public void A_simple_metric_says_what_a_measure_said()
    {
        var metric = Metric(Parse(Model), "open_rides");
        metric["label"]!.ToString().ShouldBe("open_rides");
        var parameters = metric["type_params"]!;
        parameters["metric_aggregation_params"]!
            .ToJsonString()
            .ShouldBe(
                """{"semantic_model":"trips","agg":"sum","agg_params":null,"agg_time_dimension":"ride_day","non_additive_dimension":{"name":"ride_day","window_choice":"max","window_groupings":["bike"]}}"""
            );
        parameters["expr"]!.ToString().ShouldBe("is_open");
        ((bool)parameters["join_to_timespine"]!).ShouldBeTrue();
        ((int)parameters["fill_nulls_with"]!).ShouldBe(0);
        // Filters are read by the semantic layer; nothing here renders them.
        metric["filter"]!["where_filters"]![0]!["where_sql_template"]!.ToString().ShouldBe("{{ Dimension('ride__city') }} = 'Lima'");
        var percentile = Metric(Parse(Model), "minutes_p90")["type_params"]!;
        percentile["metric_aggregation_params"]!["agg_params"]!
            .ToJsonString()
            .ShouldBe("""{"percentile":0.9,"use_discrete_percentile":true,"use_approximate_percentile":false}""");
        ((bool)percentile["is_private"]!).ShouldBeTrue();
    }

    [Fact]
    public void Metrics_of_metrics_name_them_and_depend_on_them()
    {
        var manifest = Parse(Model);
        var toDate = Metric(manifest, "rides_to_date")["type_params"]!["cumulative_type_params"]!;
        (toDate["metric"]!["name"]!.ToString(), toDate["grain_to_date"]!.ToString(), toDate["period_agg"]!.ToString()).ShouldBe(
            ("ride_count", "month", "last")
        );
        Metric(manifest, "rides_of_week")["type_params"]!["cumulative_type_params"]!["window"]!
            .ToJsonString()
            .ShouldBe("""{"count":7,"granularity":"day"}""");
        Metric(manifest, "rides_more")["type_params"]!["metrics"]![1]!["alias"]!.ToString().ShouldBe("last_week");
        var conversion = Metric(manifest, "came_back")["type_params"]!["conversion_type_params"]!;
        conversion["base_metric"]!["name"]!.ToString().ShouldBe("ride_count");
        conversion["base_measure"].ShouldBeNull();
        conversion["calculation"]!.ToString().ShouldBe("conversion_rate");

        var parsed = _folder.Parse();
        parsed.Metrics["metric.shop.ride_count"].DependsOn.Nodes.ShouldBe(["semantic_model.shop.trips"]);
        parsed.Metrics["metric.shop.open_share"].DependsOn.Nodes.ShouldBe(["metric.shop.open_rides", "metric.shop.ride_count"]);
        parsed.SemanticModels["semantic_model.shop.trips"].DependsOn.Nodes.ShouldBe(["model.shop.rides"]);
    }

    [Fact]
    public void A_manifest_with_them_is_read_back_as_it_was_written()
    {
        _folder.Write("models/m.yml", Model);
        using var written = new MemoryStream();
        ManifestFile.Write(_folder.Parse(), written);
        written.Position = 0;
        using var again = new MemoryStream();
        ManifestFile.Write(ManifestFile.Read(written), again);
        JsonNode.DeepEquals(JsonNode.Parse(written.ToArray()), JsonNode.Parse(again.ToArray())).ShouldBeTrue();
        var columns = JsonNode.Parse(written.ToArray())!["nodes"]!["model.shop.rides"]!["columns"]!;
        columns["city"]!["dimension"]!.ToString().ShouldBe("categorical");
        columns["ride_id"]!["entity"]!["name"]!.ToString().ShouldBe("ride");
    }

    [Theory]
    [InlineData("semantic_model: false")]
    [InlineData("semantic_model: {enabled: false}")]
    [InlineData("description: none")]
    public void Without_a_semantic_model_metrics_of_a_model_are_nothing(string setting)
    {
        _folder.Write("models/m.yml", $"models: [{{name: rides, {setting}, metrics: [{{name: n_rides, agg: count, expr: 1}}]}}]");
        var manifest = _folder.Parse();
        manifest.SemanticModels.ShouldBeEmpty();
        manifest.Metrics.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(
        "semantic_model: {name: x, lable: y}",
        "",
        "Unknown field(s) in semantic_model config: lable. Valid fields are: config, enabled, group, name."
    )]
    [InlineData(
        "semantic_model: true",
        "{name: made_on, dimension: {type: time}}",
        "Dimension made_on is a time dimension attached to column made_on, so that column must specify a granularity."
    )]
    [InlineData("semantic_model: true, metrics: [{name: n_rides, expr: 1}]", "", "Simple metrics must have an agg param.")]
    [InlineData("semantic_model: true, metrics: [{name: n_rides, agg: count, type_params: {}}]", "", "'type_params' was unexpected")]
    [InlineData(
        "semantic_model: true, metrics: [{name: n_rides, agg: totally, expr: 1}]",
        "",
        "Invalid enum value: `totally` in enum AggregationType"
    )]
    [InlineData("semantic_model: true, metrics: [{name: 9rides, agg: count, expr: 1}]", "", "must begin with a letter")]
    [InlineData("semantic_model: true, metrics: [{name: n_rides, agg: percentile, expr: 1}]", "", "requires percentile")]
    [InlineData(
        "semantic_model: true, metrics: [{name: n_rides, agg: percentile, percentile: 95, expr: 1}]",
        "",
        "must be between 0 and 1"
    )]
    [InlineData(
        "semantic_model: true, metrics: [{name: n_rides, agg: sum, expr: 1, agg_time_dimension: nowhere}]",
        "",
        "not a valid time dimension"
    )]
    [InlineData(
        "semantic_model: true, metrics: [{name: n_rides, agg: count, expr: 1}, {name: c_rides, type: cumulative}]",
        "",
        "input_metric is required for cumulative metrics."
    )]
    [InlineData(
        "semantic_model: true, metrics: [{name: n_rides, agg: count, expr: 1}, {name: c_rides, type: cumulative, input_metric: n_rides, window: 30d}]",
        "",
        "Invalid window (30d)"
    )]
    [InlineData(
        "semantic_model: true, metrics: [{name: n_rides, agg: count, expr: 1}, {name: r_rides, type: ratio, numerator: n_rides}]",
        "",
        "Both a numerator and denominator must be specified"
    )]
    [InlineData(
        "semantic_model: true, metrics: [{name: d_rides, type: derived, expr: ghosts, input_metrics: [ghosts]}]",
        "",
        "The metric `ghosts` does not exist but was referenced"
    )]
    [InlineData(
        "semantic_model: true, metrics: [{name: n_rides, agg: count, expr: 1}, {name: v_rides, type: conversion, base_metric: n_rides, entity: ride}]",
        "",
        "conversion_metric is required for conversion metrics."
    )]
    [InlineData(
        "semantic_model: true, metrics: [{name: n_rides, agg: count, expr: 1}, {name: v_rides, type: conversion, base_metric: n_rides, conversion_metric: n_rides, entity: rider}]",
        "",
        "Entity: rider not found in base semantic model: rides."
    )]
    [InlineData(
        "semantic_model: true, metrics: [{name: s_rides, agg: max, expr: 1}, {name: v_rides, type: conversion, base_metric: s_rides, conversion_metric: s_rides, entity: ride}]",
        "",
        "the input metric must be COUNT/SUM(1)/COUNT_DISTINCT"
    )]
    public void What_cannot_be_is_told(string settings, string column, string message)
    {
        var columns = "{name: ride, entity: primary}, {name: at, granularity: day, dimension: {type: time}}";
        _folder.Write(
            "models/m.yml",
            $"""
            models:
              - name: spine
                time_spine: {Spine}
                columns: {Days}
              - {Open}name: rides, {settings}, agg_time_dimension: at, columns: [{(
                column.Length > 0 ? $"{columns}, {column}" : columns
            )}]{Close}
            """
        );
        _folder.Failure().ShouldContain(message);
    }

    [Fact]
    public void A_simple_metric_without_a_model_is_refused()
    {
        _folder.Write("models/m.yml", "metrics: [{name: n_rides, type: simple, agg: count, expr: 1}]");
        _folder.Failure().ShouldContain("simple metrics in v2 YAML must be attached to semantic_model");
    }

    [Fact]
    public void Both_forms_stand_beside_each_other()
    {
        _folder.Write("models/older.sql", "select 1 as id");
        var manifest = Parse(
            Model.Replace(
                "metrics:\n  - {name: open_share",
                "metrics:\n  - {name: things_made, label: Things, type: simple, type_params: {measure: things}}\n  - {name: mixed, type: ratio, numerator: things_made, denominator: ride_count}\n  - {name: open_share"
            )
                + "\nsemantic_models: [{name: older, model: \"ref('older')\", defaults: {agg_time_dimension: made_on}, measures: [{name: things, agg: count, expr: id}], entities: [{name: thing, type: primary, expr: id}], dimensions: [{name: made_on, type: time, type_params: {time_granularity: day}}]}]"
        );
        Metric(manifest, "mixed")["type_params"]!["numerator"]!["name"]!.ToString().ShouldBe("things_made");
        var older = Metric(manifest, "things_made")["type_params"]!;
        older["metric_aggregation_params"].ShouldBeNull();
        older["measure"]!["name"]!.ToString().ShouldBe("things");
    }

    private JsonNode Parse(string yaml)
    {
        _folder.Write("models/m.yml", yaml);
        using var stream = new MemoryStream();
        SemanticManifestFile.Write(_folder.Parse(), stream);
        return JsonNode.Parse(stream.ToArray())!;
    }

    private static JsonNode Metric(JsonNode manifest, string name) =>
        manifest["metrics"]!.AsArray().Single(metric => metric!["name"]!.ToString() == name)!;

    public void Dispose() => _folder.Dispose();
}
