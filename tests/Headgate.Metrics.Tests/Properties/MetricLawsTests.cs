using CsCheck;
using Headgate.Metrics.Tests.Golden;

namespace Headgate.Metrics.Tests.Properties;

/// <summary>What holds of metrics whatever is asked, on the data of the reference project.</summary>
public sealed class MetricLawsTests : IDisposable
{
    private const int Cases = 40;

    private static readonly string[] Groupings =
    [
        "customer__tier",
        "purchase__channel",
        "purchase__status",
        "customer__region__region_name",
        "employee__job",
        "customer",
    ];
    private static readonly string[] Grains = ["day", "week", "month", "quarter", "year", "fiscal_week", "fiscal_quarter"];
    private static readonly string[] Conditions =
    [
        "{{ Dimension('purchase__channel') }} = 'web'",
        "{{ Dimension('purchase__status') }} <> 'cancelled'",
        "{{ Dimension('customer__tier') }} in ('gold', 'silver')",
        "{{ TimeDimension('metric_time', 'month') }} >= '2024-03-01'",
        "{{ Metric('order_count', group_by=['customer']) }} > 4",
        "{{ Entity('customer') }} is not null",
    ];

    private static readonly Gen<string[]> SomeGroupings = Gen.Shuffle(Groupings, 0, 3);
    private static readonly Gen<string[]> SomeConditions = Gen.Shuffle(Conditions, 0, 2);

    private readonly GroveWarehouse _warehouse = GroveWarehouse.DuckDb();
    private readonly MetricEngine _engine = new(GroveManifest.Load());

    [Fact]
    public void A_ratio_is_its_numerator_divided_by_its_denominator() =>
        Gen.Select(SomeGroupings, SomeConditions)
            .Sample(
                (groupBy, where) =>
                {
                    var rows = Ask(["average_order", "order_total", "order_count"], groupBy, where);
                    foreach (var row in rows.Rows)
                    {
                        var (ratio, total, count) = (row[^3], row[^2], row[^1]);
                        (
                            ratio.Length == 0
                                ? count is "" or "0" || total.Length == 0
                                : Math.Abs(Number(ratio) - (Number(total) / Number(count))) < 1e-6
                        ).ShouldBeTrue();
                    }
                },
                iter: Cases,
                threads: 1
            );

    [Fact]
    public void A_sum_over_fine_groups_is_the_sum_over_coarse_ones() =>
        Gen.Select(OneOf(Grains), SomeGroupings, SomeConditions)
            .Sample(
                (grain, groupBy, where) =>
                {
                    var whole = Ask(["order_total"], [], where).Rows[0][0];
                    var parts = Ask(["order_total"], [$"metric_time__{grain}", .. groupBy], where).Rows.Sum(row => Number(row[^1]));
                    Math.Abs(parts - Number(whole)).ShouldBeLessThan(1e-4);
                },
                iter: Cases,
                threads: 1
            );

    [Fact]
    public void What_accumulates_for_ever_never_falls_where_nothing_is_negative() =>
        SomeConditions.Sample(
            where =>
            {
                var running = Ask(["count_7d_zero", "order_count"], ["metric_time__day"], where, order: "metric_time__day");
                running.Rows.Count.ShouldBeGreaterThan(0);
                var visits = Ask(["visits_24h"], ["metric_time__hour"], [], order: "metric_time__hour").Rows.Select(row => Number(row[1]));
                visits.ShouldAllBe(value => value >= 0);
                var total = Ask(
                    ["total_all_time"],
                    ["metric_time__day"],
                    [.. where, "{{ Dimension('purchase__amount') }} >= 0"],
                    order: "metric_time__day"
                );
                var before = double.MinValue;
                foreach (var value in total.Rows.Select(row => Number(row[1])))
                {
                    value.ShouldBeGreaterThanOrEqualTo(before - 1e-6);
                    before = value;
                }
            },
            iter: 10,
            threads: 1
        );

    [Fact]
    public void A_further_condition_never_adds_groups_or_rows_to_a_group() =>
        Gen.Select(SomeGroupings, SomeConditions, OneOf(Conditions))
            .Sample(
                (groupBy, where, further) =>
                {
                    var all = Ask(["order_count"], groupBy, where).Rows.ToDictionary(Key, row => Number(row[^1]));
                    foreach (var row in Ask(["order_count"], groupBy, [.. where, further]).Rows.Where(row => row[^1].Length > 0))
                    {
                        all.ShouldContainKey(Key(row));
                        Number(row[^1]).ShouldBeLessThanOrEqualTo(all[Key(row)]);
                    }
                },
                iter: Cases,
                threads: 1
            );

    [Fact]
    public void A_metric_has_one_value_whatever_it_is_asked_together_with() =>
        Gen.Select(
                OneOf("visit_to_order_rate_7d", "order_growth_month", "total_to_month", "average_order_zero", "balance_closing"),
                Gen.Shuffle(
                    (string[])
                        ["order_count", "visit_count", "item_revenue", "customer_count", "order_total_spine_zero", "total_7d", "buyers"],
                    1,
                    3
                ),
                OneOf(Grains[1..])
            )
            .Sample(
                (metric, others, grain) =>
                {
                    string[] by = [$"metric_time__{grain}"];
                    var alone = Ask([metric], by, []).Rows.Where(row => row[1].Length > 0).ToDictionary(row => row[0], row => row[1]);
                    var together = Ask([metric, .. others], by, [])
                        .Rows.Where(row => row[1].Length > 0)
                        .ToDictionary(row => row[0], row => row[1]);
                    together.ShouldBe(alone, ignoreOrder: true);
                },
                iter: Cases,
                threads: 1
            );

    [Fact]
    public void No_group_stands_twice() =>
        Gen.Select(Gen.Shuffle<string>((string[])[.. _engine.Metrics.Select(metric => metric.Name)], 1, 3), OneOf(Grains), SomeGroupings)
            .Sample(
                (metrics, grain, groupBy) =>
                {
                    string[] by = [$"metric_time__{grain}", .. groupBy];
                    var compiled = _engine.Compile(new MetricQuery { Metrics = metrics, GroupBy = by }, SqlEngine.DuckDb);
                    if (compiled.Refusal is null)
                    {
                        var rows = _warehouse.Query(compiled.Sql!).Rows;
                        rows.Select(row => string.Join('|', row.Take(by.Length))).ShouldBeUnique(compiled.Sql);
                    }
                },
                iter: 150,
                threads: 1
            );

    public void Dispose() => _warehouse.Dispose();

    private ResultTable Ask(string[] metrics, string[] groupBy, string[] where, string? order = null)
    {
        var compiled = _engine.Compile(
            new MetricQuery
            {
                Metrics = metrics,
                GroupBy = groupBy,
                Where = where,
                OrderBy = order is null ? [] : [order],
            },
            SqlEngine.DuckDb
        );
        compiled.Refusal.ShouldBeNull();
        return _warehouse.Query(compiled.Sql!);
    }

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string Key(string[] row) => string.Join('|', row[..^1]);

    private static double Number(string text) =>
        text.Length == 0 ? 0 : double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
