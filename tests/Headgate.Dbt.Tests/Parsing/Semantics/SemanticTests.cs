namespace Headgate.Dbt.Tests.Parsing.Semantics;

public sealed class SemanticTests : IDisposable
{
    private const string Spine =
        "  - {name: spine, time_spine: {standard_granularity_column: day}, columns: [{name: day, granularity: day}]}\n";

    private readonly ProjectFolder _folder = new();

    public SemanticTests()
    {
        _folder.Write("models/m.sql", "select 1 as id");
        _folder.Write("models/spine.sql", "select 1 as day");
    }

    [Theory]
    [InlineData(
        "{name: a, label: A, type: simple, type_params: {measure: ghost}}",
        "A semantic model having a measure `ghost` does not exist but was referenced."
    )]
    [InlineData(
        "{name: a, label: A, type: derived, type_params: {expr: b, metrics: [b]}}",
        "The metric `b` does not exist but was referenced by metric `a`."
    )]
    [InlineData("{name: a, label: A, type: derived, type_params: {expr: a, metrics: [a]}}", "The metric `a` depends on itself.")]
    [InlineData(
        "{name: a, label: A, type: cumulative, type_params: {measure: rows, window: soon}}",
        "Invalid window (soon) in cumulative/conversion metric."
    )]
    [InlineData(
        "{name: a, label: A, type: magic, type_params: {}}",
        "'magic' is not one of ['simple', 'ratio', 'cumulative', 'derived', 'conversion']"
    )]
    public void Metrics_that_cannot_be_are_told(string metric, string message)
    {
        Write(metric);

        _folder.Failure().ShouldContain(message);
    }

    [Fact]
    public void A_metric_knows_all_measures_below_it()
    {
        Write(
            "{name: plain, label: A, type: simple, type_params: {measure: {name: rows, fill_nulls_with: 0}}}",
            "{name: share, label: B, type: ratio, type_params: {numerator: plain, denominator: {name: running, filter: x}}}",
            "{name: running, label: C, type: cumulative, type_params: {measure: rows, window: 2 weeks}}"
        );

        var metrics = _folder.Parse().Metrics;

        metrics["metric.shop.share"].TypeParams.InputMeasures.Select(measure => measure.FillNullsWith).ShouldBe([0L, null]);
        metrics["metric.shop.share"].DependsOn.Nodes.ShouldBe(["metric.shop.plain", "metric.shop.running"]);
        metrics["metric.shop.running"].TypeParams.CumulativeTypeParams!.Window!.Granularity.ShouldBe("week");
    }

    [Fact]
    public void A_project_with_semantic_models_needs_a_time_spine()
    {
        Write();
        _folder.Write("models/spine.yml", "models: []");

        _folder.Failure().ShouldContain("The semantic layer requires a time spine model with granularity DAY or smaller");
    }

    private void Write(params string[] metrics)
    {
        _folder.Write("models/spine.yml", "models:\n" + Spine);
        _folder.Write(
            "models/s.yml",
            "semantic_models: [{name: things, model: \"ref('m')\", defaults: {agg_time_dimension: made_on}, measures: [{name: rows, agg: count, expr: id}], entities: [{name: id, type: primary}], dimensions: [{name: made_on, type: time, type_params: {time_granularity: day}}]}]\nmetrics: ["
                + string.Join(", ", metrics)
                + "]\n"
        );
    }

    public void Dispose() => _folder.Dispose();
}
