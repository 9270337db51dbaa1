using Headgate.Metrics.Tests.Golden;

namespace Headgate.Metrics.Tests;

/// <summary>Plans leave out what is not needed.</summary>
public sealed class PlanTests
{
    private readonly MetricEngine _engine = new(GroveManifest.Load());

    [Fact]
    public void Metrics_over_the_same_rows_share_a_step()
    {
        var compiled = Compile(new MetricQuery { Metrics = ["order_total", "order_count", "average_order"], GroupBy = ["customer__tier"] });

        compiled.Steps.Count(step => step.Purpose.StartsWith("aggregates", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void A_metric_compared_with_its_earlier_self_is_aggregated_once()
    {
        var compiled = Compile(new MetricQuery { Metrics = ["order_growth_month"], GroupBy = ["metric_time__month"] });

        compiled.Steps.Count(step => step.Purpose.StartsWith("aggregates", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void No_table_is_read_and_no_column_that_nothing_asks_for()
    {
        var compiled = Compile(new MetricQuery { Metrics = ["order_total"], GroupBy = ["purchase__channel"] });

        compiled.Steps.Select(step => step.Name).ShouldBe(["orders", "order_total"]);
        compiled.Sql!.ShouldNotContain("customer");
        compiled.Sql!.ShouldNotContain("status");
    }

    [Fact]
    public void The_same_question_has_the_same_plan()
    {
        var query = new MetricQuery { Metrics = ["visit_to_order_rate_7d", "order_growth_month"], GroupBy = ["metric_time__month"] };

        Compile(query).Sql.ShouldBe(Compile(query).Sql);
    }

    [Fact]
    public void A_plan_reads_like_what_a_person_would_write() =>
        Compile(
            new MetricQuery
            {
                Metrics = ["order_total"],
                GroupBy = ["metric_time__month", "customer__tier"],
                Where = ["{{ Dimension('purchase__status') }} = 'completed'"],
                OrderBy = ["-metric_time__month"],
                Limit = 3,
            }
        )
            .Sql.ShouldBe(
                """
                with orders as (
                    select
                        ordered_at,
                        customer_id as customer,
                        status,
                        amount as order_total
                    from "mf"."grove_metrics"."orders"
                ),

                customers as (
                    select
                        customer_id as customer,
                        tier
                    from "mf"."grove_metrics"."customers"
                ),

                order_total_rows as (
                    select
                        date_trunc('month', orders.ordered_at) as metric_time__month,
                        customers.tier as customer__tier,
                        orders.status as purchase__status,
                        orders.order_total as order_total
                    from orders
                    left join customers
                        on orders.customer = customers.customer
                ),

                order_total as (
                    select
                        metric_time__month,
                        customer__tier,
                        sum(order_total) as order_total
                    from order_total_rows
                    where (purchase__status = 'completed')
                    group by 1, 2
                )

                select
                    metric_time__month,
                    customer__tier,
                    order_total
                from order_total
                order by metric_time__month desc
                limit 3
                """
            );

    private CompiledMetricQuery Compile(MetricQuery query)
    {
        var compiled = _engine.Compile(query, SqlEngine.Postgres);
        compiled.Refusal.ShouldBeNull();
        return compiled;
    }
}
