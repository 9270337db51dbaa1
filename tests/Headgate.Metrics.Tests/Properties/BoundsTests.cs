using CsCheck;
using Headgate.Catalogue;
using Headgate.Metrics.Tests.Golden;

namespace Headgate.Metrics.Tests.Properties;

/// <summary>What a grant's bounds keep from a query, whatever it asks for.</summary>
public sealed class BoundsTests : IDisposable
{
    private static readonly MetricBounds Gold = new() { Rows = [new RowBound { Dimension = "customer__tier", OneOf = ["gold"] }] };

    private readonly GroveWarehouse _warehouse = GroveWarehouse.DuckDb();
    private readonly MetricEngine _engine = new(GroveManifest.Load());

    public static TheoryData<string> Names() =>
        Directory.Exists(GoldenCase.Folder)
            ? [.. new MetricEngine(GroveManifest.Load()).Metrics.Select(metric => metric.Name)]
            : ["order_count"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_metric_is_bound_or_refused(string metric)
    {
        var compiled = Compile(
            new MetricQuery
            {
                Metrics = [metric],
                GroupBy = ["metric_time__month"],
                Bounds = Gold,
            }
        );
        if (compiled.Refusal is { } refusal)
        {
            refusal.Kind.ShouldBeOneOf(RefusalKind.UnknownItem, RefusalKind.NotSupported, RefusalKind.AmbiguousItem, RefusalKind.NeedsTime);
            return;
        }
        // Each reading of rows is bound by itself: there are as many bounds as aggregates over rows.
        compiled.Sql!.ShouldContain("'gold'");
        _warehouse.Query(compiled.Sql!);
    }

    [Fact]
    public void A_bound_is_the_same_as_a_condition_that_is_always_there()
    {
        string[] metrics = ["order_count", "order_total", "average_order", "visit_count"];
        string[] groupings = ["customer__tier", "customer__region__region_name", "metric_time__month", "metric_time__year"];
        Gen.Select(Gen.Shuffle(metrics, 1, 3), Gen.Shuffle(groupings, 0, 2))
            .Sample(
                (asked, groupBy) =>
                {
                    var bound = Rows(
                        new MetricQuery
                        {
                            Metrics = asked,
                            GroupBy = groupBy,
                            Bounds = Gold,
                        }
                    );
                    var filtered = Rows(
                        new MetricQuery
                        {
                            Metrics = asked,
                            GroupBy = groupBy,
                            Where = ["{{ Dimension('customer__tier') }} = 'gold'"],
                        }
                    );
                    bound.ShouldBe(filtered, ignoreOrder: true);
                },
                iter: 30,
                threads: 1
            );
    }

    [Fact]
    public void A_bound_agents_total_is_at_most_the_whole()
    {
        foreach (var metric in (string[])["order_count", "visit_count", "customer_count", "buyers"])
        {
            var whole = double.Parse(Rows(new MetricQuery { Metrics = [metric] })[0]);
            var bound = double.Parse(Rows(new MetricQuery { Metrics = [metric], Bounds = Gold })[0]);
            bound.ShouldBeGreaterThan(0);
            bound.ShouldBeLessThan(whole);
        }
    }

    [Fact]
    public void Conditions_on_metrics_count_only_what_the_bound_shows()
    {
        var bounds = new MetricBounds { Rows = [new RowBound { Dimension = "purchase__channel", OneOf = ["web"] }] };
        var bound = Rows(
            new MetricQuery
            {
                Metrics = ["order_count"],
                Where = ["{{ Metric('order_count', group_by=['customer']) }} > 2"],
                Bounds = bounds,
            }
        )[0];
        var byHand = _warehouse
            .Query(
                "select count(*) from grove_metrics.raw_orders where channel = 'web' and customer_id in (select customer_id from grove_metrics.raw_orders where channel = 'web' group by 1 having count(*) > 2)"
            )
            .Rows[0][0];
        bound.ShouldBe(byHand);
    }

    [Fact]
    public void Values_are_those_of_rows_that_count()
    {
        Rows(new MetricQuery { GroupBy = ["customer__tier"], Bounds = Gold }).ShouldBe(["gold"]);
        var all = Rows(new MetricQuery { GroupBy = ["customer"] });
        var bound = Rows(new MetricQuery { GroupBy = ["customer"], Bounds = Gold });
        bound.Count.ShouldBeInRange(1, all.Count - 1);
        bound.ShouldBeSubsetOf(all);
    }

    [Fact]
    public void Names_outside_are_refused_wherever_they_stand()
    {
        var bounds = new MetricBounds { Names = ["order_*"], Dimensions = ["customer__*"] };
        Refused(new MetricQuery { Metrics = ["order_count", "visit_count"], Bounds = bounds }).ShouldContain("visit_count");
        Refused(
                new MetricQuery
                {
                    Metrics = ["order_count"],
                    GroupBy = ["purchase__channel"],
                    Bounds = bounds,
                }
            )
            .ShouldContain("purchase__channel");
        Refused(
                new MetricQuery
                {
                    Metrics = ["order_count"],
                    Where = ["{{ Dimension('purchase__channel') }} = 'web'"],
                    Bounds = bounds,
                }
            )
            .ShouldContain("purchase__channel");
        Refused(
                new MetricQuery
                {
                    Metrics = ["order_count"],
                    Where = ["{{ Metric('visit_count', group_by=['customer']) }} > 2"],
                    Bounds = new MetricBounds { Names = ["order_*"] },
                }
            )
            .ShouldContain("visit_count");
        Compile(
            new MetricQuery
            {
                Metrics = ["order_count"],
                GroupBy = ["metric_time__month", "customer__tier"],
                Bounds = bounds,
            }
        )
            .Refusal.ShouldBeNull();
    }

    [Fact]
    public void A_saved_query_is_judged_by_what_it_asks_for()
    {
        foreach (var name in _engine.SavedQueries.Keys)
        {
            Refused(
                    new MetricQuery
                    {
                        SavedQuery = name,
                        Bounds = new MetricBounds { Names = ["nothing"] },
                    }
                )
                .ShouldContain("not granted");
        }
    }

    [Fact]
    public void A_hidden_column_is_not_read_whatever_is_made_of_it()
    {
        var bounds = new MetricBounds { HiddenColumns = ["orders.channel", "orders.amount"] };
        Refused(
                new MetricQuery
                {
                    Metrics = ["order_count"],
                    GroupBy = ["purchase__channel"],
                    Bounds = bounds,
                }
            )
            .ShouldContain("hidden");
        Refused(new MetricQuery { Metrics = ["order_total"], Bounds = bounds }).ShouldContain("hidden");
        Compile(
            new MetricQuery
            {
                Metrics = ["order_count"],
                GroupBy = ["purchase__status"],
                Bounds = bounds,
            }
        )
            .Refusal.ShouldBeNull();
    }

    [Theory]
    [InlineData("customer__tier' }} = '1' or {{ Dimension('x", "gold")]
    [InlineData("customer__tier", "gold') or (1=1")]
    [InlineData("customer__tier", "{{ env_var('X') }}")]
    [InlineData("", "gold")]
    public void A_bound_that_is_no_name_and_values_allows_nothing_more(string dimension, string value)
    {
        var bounds = new MetricBounds { Rows = [new RowBound { Dimension = dimension, OneOf = [value] }] };
        var compiled = Compile(new MetricQuery { Metrics = ["order_count"], Bounds = bounds });
        if (compiled.Refusal is null)
        {
            _warehouse.Query(compiled.Sql!).Rows[0][0].ShouldBeOneOf("0", "");
        }
        else
        {
            compiled.Refusal.Kind.ShouldBe(RefusalKind.NotGranted);
        }
    }

    [Fact]
    public void Conditions_from_outside_hold_no_sql_of_their_own()
    {
        foreach (
            var where in (string[])
                [
                    "{{ Dimension('customer__tier') }} in (select customer_name from raw_customers)",
                    "{{ 'exists (select 1)' }}",
                    "{{ Dimension('customer__tier') }} = 'x' or pg_sleep(1) is null",
                ]
        )
        {
            var refusal = Compile(
                new MetricQuery
                {
                    Metrics = ["order_count"],
                    Where = [where],
                    IsFromOutside = true,
                }
            ).Refusal;
            refusal!.Kind.ShouldBe(RefusalKind.InvalidFilter);
        }
        Compile(
            new MetricQuery
            {
                Metrics = ["order_count"],
                Where = ["{{ Dimension('customer__tier') }} = 'gold' and {{ TimeDimension('metric_time', 'month') }} >= '2024-01-01'"],
                IsFromOutside = true,
            }
        )
            .Refusal.ShouldBeNull();
    }

    public void Dispose() => _warehouse.Dispose();

    private CompiledMetricQuery Compile(MetricQuery query) => _engine.Compile(query, SqlEngine.DuckDb);

    private string Refused(MetricQuery query)
    {
        var refusal = Compile(query).Refusal;
        refusal.ShouldNotBeNull();
        refusal.Kind.ShouldBe(RefusalKind.NotGranted);
        return refusal.Message;
    }

    private List<string> Rows(MetricQuery query)
    {
        var compiled = Compile(query);
        compiled.Refusal.ShouldBeNull();
        return [.. _warehouse.Query(compiled.Sql!).Rows.Select(row => string.Join('|', row))];
    }
}
