using Headgate.Metrics.Semantics;

namespace Headgate.Metrics.Tests.Semantics;

/// <summary>Manifests of both forms, and those that are none.</summary>
public sealed class SemanticManifestTests
{
    private const string Model = """
        {"name":"rides","defaults":{"agg_time_dimension":"ride_day"},"node_relation":{"alias":"rides","schema_name":"s","relation_name":"s.rides"},
         "entities":[{"name":"ride","type":"primary","expr":"ride_id"}],
         "dimensions":[{"name":"ride_day","type":"time","expr":"started_on","type_params":{"time_granularity":"day"}}],"measures":[]}
        """;

    [Fact]
    public void A_metric_of_the_newer_form_aggregates_itself()
    {
        var compiled = Engine(
                """{"name":"long_rides","type":"simple","type_params":{"expr":"minutes > 60","metric_aggregation_params":{"semantic_model":"rides","agg":"sum_boolean"}}}"""
            )
            .Compile(new MetricQuery { Metrics = ["long_rides"], GroupBy = ["metric_time__year"] }, SqlEngine.Postgres);

        compiled.Refusal.ShouldBeNull();
        compiled.Sql!.ShouldContain("case when minutes > 60 then 1 else 0 end as long_rides");
    }

    [Fact]
    public void A_count_is_about_the_whole_expression()
    {
        var compiled = Engine(
                """{"name":"told","type":"simple","type_params":{"expr":"a or b","metric_aggregation_params":{"semantic_model":"rides","agg":"count"}}}"""
            )
            .Compile(new MetricQuery { Metrics = ["told"] }, SqlEngine.Postgres);

        compiled.Sql!.ShouldContain("case when (a or b) is not null then 1 else 0 end as told");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"metrics":[{"name":"m","type":"magic","type_params":{}}]}""")]
    [InlineData("""{"metrics":[{"name":"m","type":"simple","type_params":{"measure":{"name":"ghost"}}}]}""")]
    [InlineData("""{"semantic_models":[{"name":"m","entities":[{"name":"e","type":"odd"}],"node_relation":{"alias":"a"}}]}""")]
    public void What_is_no_manifest_is_told(string json) =>
        Should.Throw<InvalidSemanticManifestException>(() => SemanticManifest.Parse(json));

    [Fact]
    public void A_metric_that_is_made_of_itself_is_told() =>
        Should
            .Throw<InvalidSemanticManifestException>(() =>
                Engine("""{"name":"loop","type":"derived","type_params":{"expr":"loop","metrics":[{"name":"loop"}]}}""")
            )
            .Message.ShouldContain("'loop' is made of itself");

    [Fact]
    public void Metrics_that_double_at_each_level_take_no_time_to_list_and_are_refused_as_a_query()
    {
        var metrics = Enumerable
            .Range(1, 40)
            .Select(i =>
                $$$"""{"name":"d{{{i}}}","type":"derived","type_params":{"expr":"one + two","metrics":[{"name":"d{{{i - 1}}}","alias":"one"},{"name":"d{{{i - 1}}}","alias":"two"}]}}"""
            )
            .Prepend(
                """{"name":"d0","type":"simple","type_params":{"expr":"1","metric_aggregation_params":{"semantic_model":"rides","agg":"sum"}}}"""
            );
        var engine = Engine(string.Join(',', metrics));

        engine.Metrics.Count.ShouldBe(41);
        engine.Compile(new MetricQuery { Metrics = ["d40"] }, SqlEngine.Postgres).Refusal!.Kind.ShouldBe(RefusalKind.NotSupported);
    }

    private static MetricEngine Engine(string metric) =>
        new(SemanticManifest.Parse($$"""{"semantic_models":[{{Model}}],"metrics":[{{metric}}],"saved_queries":[]}"""));
}
