using Headgate.Metrics.Statements;
using Headgate.Metrics.Time;

namespace Headgate.Metrics.Sql;

/// <summary>How a database writes what databases write differently. PostgreSQL's way is the one that others depart from.</summary>
internal class SqlDialect
{
    public static SqlDialect Postgres { get; } = new();

    public static SqlDialect DuckDb { get; } = new DuckDbDialect();

    /// <summary>Why an aggregation cannot be had, or null if it can.</summary>
    public virtual string? WhyNot(Aggregated aggregated) =>
        aggregated.How.Approximate ? "PostgreSQL has no approximate percentiles; set use_approximate_percentile to false" : null;

    public virtual string Percentile(Aggregated aggregated, string value) =>
        $"percentile_{(aggregated.How.Discrete ? "disc" : "cont")}({SqlText.Number(aggregated.How.Percentile)}) within group (order by {value})";

    public virtual string MovedBack(string time, long count, TimeUnit unit) => $"{time} - interval '{Interval(count, unit)}'";

    public virtual string MovedOnTo(string time, string position, TimeUnit unit) =>
        $"{time} + ({position} - 1) * interval '{Interval(1, unit)}'";

    /// <summary>What follows a column to order by.</summary>
    public virtual string Direction(bool descending) => descending ? " desc" : "";

    private static string Interval(long count, TimeUnit unit) =>
        unit == TimeUnit.Quarter ? $"{count * 3} months" : $"{count} {TimeUnits.NameOf(unit)}{(count == 1 ? "" : "s")}";
}
