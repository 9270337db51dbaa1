using Headgate.Metrics.Tests.Golden;

namespace Headgate.Metrics.Tests;

/// <summary>Refusals name the thing, say what is wrong, and what may have been meant.</summary>
public sealed class RefusalTests
{
    private readonly MetricEngine _engine = new(GroveManifest.Load());

    [Fact]
    public void An_unknown_metric_is_refused_with_the_nearest_names_first()
    {
        var refusal = Refused(new MetricQuery { Metrics = ["order_totl"] });

        refusal.Kind.ShouldBe(RefusalKind.UnknownMetric);
        refusal.Message.ShouldContain("'order_totl'");
        refusal.Suggestions[0].ShouldBe("order_total");
    }

    [Fact]
    public void An_unknown_dimension_is_refused_with_the_nearest_names_first()
    {
        var refusal = Refused(new MetricQuery { Metrics = ["order_total"], GroupBy = ["customer__teir"] });

        refusal.Kind.ShouldBe(RefusalKind.UnknownItem);
        refusal.Suggestions[0].ShouldBe("customer__tier");
    }

    [Fact]
    public void A_filter_that_leaves_its_parentheses_is_refused_before_any_sql_is_made()
    {
        var compiled = _engine.Compile(
            new MetricQuery { Metrics = ["order_total"], Where = ["{{ Dimension('purchase__status') }} = 'x') or (1 = 1"] },
            SqlEngine.Postgres
        );

        compiled.Sql.ShouldBeNull();
        compiled.Refusal!.Kind.ShouldBe(RefusalKind.InvalidFilter);
    }

    [Fact]
    public void A_template_cannot_run_for_ever()
    {
        var refusal = Refused(
            new MetricQuery
            {
                Metrics = ["order_total"],
                Where = ["{% for a in range(100000) %}{% for b in range(100000) %}{{ a }}{% endfor %}{% endfor %}"],
            }
        );

        refusal.Kind.ShouldBe(RefusalKind.InvalidFilter);
    }

    [Fact]
    public void A_filter_that_prints_a_call_inside_a_text_stays_a_column()
    {
        var compiled = _engine.Compile(
            new MetricQuery { Metrics = ["order_count"], Where = ["{{ Dimension('purchase__status') ~ '' }} = 'x'"] },
            SqlEngine.Postgres
        );

        (compiled.Refusal is not null || compiled.Sql!.Contains("purchase__status = 'x'")).ShouldBeTrue(compiled.Sql);
    }

    private Refusal Refused(MetricQuery query) => _engine.Compile(query, SqlEngine.DuckDb).Refusal.ShouldNotBeNull();
}
