namespace Headgate.Metrics.Tests.Golden;

/// <summary>An answer of MetricFlow that is not right, and what is known of the right one.</summary>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Columns">The columns that are wrong; the others have to agree.</param>
internal sealed record MetricFlowFault(string Reason, params string[] Columns)
{
    /// <summary>Another query of the reference data that has the right values, and under which name.</summary>
    public (string Query, string Column)? RightIn { get; init; }

    /// <summary>Whether rows are given more than once.</summary>
    public bool RepeatsRows { get; init; }

    /// <summary>Whether rows are missing; those that are there have to be.</summary>
    public bool LosesRows { get; init; }

    /// <summary>All of them. They stand in docs/metrics.md too.</summary>
    public static IReadOnlyDictionary<string, MetricFlowFault> All { get; } =
        new Dictionary<string, MetricFlowFault>(StringComparer.Ordinal)
        {
            ["170-ratio-average_order_zero-month"] = new("Gives each month once a day.") { RepeatsRows = true },
            ["282-conversion-long_visit_to_order-none"] = new(BaseFilter, "long_visit_to_order"),
            ["283-conversion-long_visit_to_order-month"] = new(BaseFilter, "long_visit_to_order")
            {
                RightIn = ("291-conversion-rate-where", "visit_to_order_rate_7d"),
            },
            ["286-conversion-rate-channel"] = new(Twice, "visit_to_order_rate_7d", "visit_to_order_count_7d"),
            ["292-conversion-with-parts"] = ByMonth,
            ["384-values-metric-filter"] = new("Looks for customers among accounts, and gives null for those that have none.")
            {
                LosesRows = true,
            },
            ["457-mix-conversion-cumulative-metric_time-week"] = new(Twice, "visit_to_order_rate_7d"),
            ["460-mix-conversion-cumulative-metric_time-month"] = ByMonth,
            ["463-mix-conversion-cumulative-metric_time-quarter"] = new(Twice, "visit_to_order_rate_7d"),
            ["465-mix-everything-month"] = ByMonth,
            ["481-mix-conversion-region"] = new(Twice, "visit_to_order_rate_7d", "visit_to_order_rate"),
        };

    private const string BaseFilter = "Leaves out the filter that the project puts on the base of a conversion.";
    private const string Twice = "Counts a conversion once for each event before it if another metric of the query reads the same table.";

    private static MetricFlowFault ByMonth =>
        new(Twice, "visit_to_order_rate_7d") { RightIn = ("273-conversion-visit_to_order_rate_7d-month", "visit_to_order_rate_7d") };
}
