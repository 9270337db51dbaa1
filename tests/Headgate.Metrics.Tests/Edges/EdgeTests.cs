using Headgate.Dbt.Reading;

namespace Headgate.Metrics.Tests.Edges;

/// <summary>What makes numbers wrong elsewhere, asked of real databases.</summary>
public abstract class EdgeTests(SqlEngine engine) : IDisposable
{
    private readonly EdgeWarehouse _warehouse = EdgeWarehouse.Of(engine);

    [Fact]
    public void Several_joins_to_one_thing_are_refused_until_one_is_chosen()
    {
        var refusal = _warehouse.Refused(new() { Metrics = ["sales"], GroupBy = ["country__country_name"] });
        refusal.Kind.ShouldBe(RefusalKind.AmbiguousItem);
        refusal.Message.ShouldContain("'customer__country__country_name' or 'store__country__country_name'");

        // The two paths give other numbers: that is why nobody may guess.
        Rows("customer__country__country_name").ShouldBe(["|90", "Chile|30", "Peru|30"], ignoreOrder: true);
        Rows("store__country__country_name").ShouldBe(["|50", "Chile|60", "Peru|40"], ignoreOrder: true);
    }

    [Fact]
    public void Without_a_calendar_what_needs_one_is_refused_and_all_else_is_answered()
    {
        var refusal = _warehouse.Refused(new() { Metrics = ["sales_so_far"], GroupBy = ["metric_time__day"] });
        refusal.Kind.ShouldBe(RefusalKind.NoTimeSpine);
        refusal.Message.ShouldContain("declare a time_spine model");
        Rows("metric_time__year").ShouldBe(["2024-01-01|150"]);
    }

    [Fact]
    public void A_grain_that_is_finer_than_the_data_is_refused()
    {
        var refusal = _warehouse.Refused(new() { Metrics = ["sales"], GroupBy = ["metric_time__hour"] });
        refusal.Kind.ShouldBe(RefusalKind.UnknownItem);
        refusal.Message.ShouldContain("use day or coarser");
        // Together with a metric of days, one of hours is shown by days.
        _warehouse
            .Refused(new() { Metrics = ["sales", "orders_by_hour"], GroupBy = ["metric_time__hour"] })
            .Kind.ShouldBe(RefusalKind.UnknownItem);
    }

    [Fact]
    public void Unknown_names_are_told_with_what_was_meant()
    {
        _warehouse.Refused(new() { Metrics = ["seles"] }).Suggestions[0].ShouldBe("sales");
        _warehouse
            .Refused(new() { Metrics = ["sales"], GroupBy = ["customer__customer_nam"] })
            .Suggestions[0]
            .ShouldBe("customer__customer_name");
        _warehouse
            .Refused(new() { Metrics = ["sales"], Where = ["{{ Dimension('store__stor_name') }} = 'North'"] })
            .Suggestions[0]
            .ShouldBe("store__store_name");
    }

    [Fact]
    public void A_metric_can_be_a_condition()
    {
        // Only Ann has ordered twice.
        _warehouse
            .Ask(
                new()
                {
                    Metrics = ["sales"],
                    GroupBy = ["customer__customer_name"],
                    Where = ["{{ Metric('orders_made', group_by=['customer']) }} > 1"],
                }
            )
            .ShouldBe(["Ann|30"]);
        _warehouse
            .Refused(new() { Metrics = ["sales"], Where = ["{{ Metric('orders_mad', group_by=['customer']) }} > 1"] })
            .Suggestions.ShouldContain("orders_made");
    }

    [Fact]
    public void No_rows_are_no_rows_and_no_error()
    {
        const string Nobody = "{{ Dimension('customer__customer_name') }} = 'nobody'";
        _warehouse
            .Ask(
                new()
                {
                    Metrics = ["sales"],
                    GroupBy = ["customer__customer_name"],
                    Where = [Nobody],
                }
            )
            .ShouldBeEmpty();
        _warehouse.Ask(new() { Metrics = ["sales"], Where = [Nobody] }).ShouldBe([""]);
        _warehouse.Ask(new() { Metrics = ["sales_or_none"], Where = [Nobody] }).ShouldBe(["0"]);
        _warehouse.Ask(new() { Metrics = ["sales"], Limit = 0 }).ShouldBeEmpty();
    }

    [Fact]
    public void A_division_by_zero_is_no_value_and_no_error()
    {
        _warehouse
            .Ask(
                new()
                {
                    Metrics = ["sales_per_refund"],
                    GroupBy = ["metric_time__day"],
                    OrderBy = ["metric_time__day"],
                }
            )
            .ShouldBe(["2024-03-30|", "2024-03-31|10", "2024-10-27|"]);
        _warehouse.Ask(new() { Metrics = ["sales_per_refund"] }).ShouldBe(["30"]);
    }

    [Fact]
    public void Rows_whose_key_is_null_or_leads_nowhere_are_counted_once_and_shown_without_a_value()
    {
        Rows("customer__customer_name").ShouldBe(["|90", "Ann|30", "Bo|30", "Cy|"], ignoreOrder: true);
        Rows("customer").ShouldBe(["|40", "1|30", "2|30", "3|", "99|50"], ignoreOrder: true);
        _warehouse.Ask(new() { Metrics = ["orders_made"] }).ShouldBe(["6"]);
        _warehouse.Ask(new() { Metrics = ["orders_made"], Where = ["{{ Entity('store') }} is null"] }).ShouldBe(["1"]);
        _warehouse
            .Ask(new() { GroupBy = ["customer__customer_name"], OrderBy = ["customer__customer_name"] })
            .Where(name => name.Length > 0)
            .ShouldBe(["Ann", "Bo", "Cy"]);
    }

    [Fact]
    public void Days_and_hours_of_moments_are_those_of_utc_over_both_changes_of_daylight_saving()
    {
        // In Berlin these nights have an hour less and an hour more; in UTC every day has 24.
        _warehouse
            .Ask(
                new()
                {
                    Metrics = ["orders_by_hour"],
                    GroupBy = ["metric_time__day"],
                    OrderBy = ["metric_time__day"],
                }
            )
            .ShouldBe(["2024-03-30|1", "2024-03-31|2", "2024-10-27|3"]);
        _warehouse
            .Ask(
                new()
                {
                    Metrics = ["orders_by_hour"],
                    GroupBy = ["metric_time__hour"],
                    OrderBy = ["metric_time__hour"],
                }
            )
            .ShouldBe([
                "2024-03-30 23:00|1",
                "2024-03-31|1",
                "2024-03-31 01:00|1",
                "2024-10-27|1",
                "2024-10-27 01:00|1",
                "2024-10-27 22:00|1",
            ]);
    }

    [Fact]
    public void A_caller_who_leaves_ends_the_work_in_the_database()
    {
        using var leaving = new CancellationTokenSource();
        var sql =
            engine == SqlEngine.DuckDb
                ? "select count(*) from range(100000000) as a(x), range(100000000) as b(y) where a.x + b.y = -1"
                : "select pg_sleep(600)";
        leaving.CancelAfter(TimeSpan.FromMilliseconds(300));
        Should.Throw<OperationCanceledException>(() => _warehouse.Read(sql, leaving.Token));
        // The reader is as good as before.
        _warehouse.Ask(new() { Metrics = ["orders_made"] }).ShouldBe(["6"]);
    }

    [Fact]
    public async Task A_hundred_queries_at_once_are_all_answered_with_the_same()
    {
        var sql = _warehouse.Compile(
            new()
            {
                Metrics = ["sales"],
                GroupBy = ["store__store_name"],
                OrderBy = ["store__store_name"],
            }
        );
        var cancellation = TestContext.Current.CancellationToken;
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 100).Select(_ => Task.Run(() => string.Join(';', _warehouse.Read(sql, cancellation)), cancellation))
        );
        answers.Distinct().Count().ShouldBe(1);
        answers[0].ShouldContain("North|40");
    }

    [Fact]
    public void What_is_more_than_the_limit_is_refused_and_not_cut()
    {
        var sql = _warehouse.Compile(new() { Metrics = ["orders_made"], GroupBy = ["purchase"] });
        Should
            .Throw<WarehouseException>(() =>
                _warehouse.Reader.Read(sql, new ReadLimits(5, 1 << 20, TimeSpan.FromMinutes(1)), TestContext.Current.CancellationToken)
            )
            .Message.ShouldContain("more than 5 rows");
    }

    public void Dispose()
    {
        _warehouse.Dispose();
        GC.SuppressFinalize(this);
    }

    private IReadOnlyList<string> Rows(string groupBy) => _warehouse.Ask(new() { Metrics = ["sales"], GroupBy = [groupBy] });
}
