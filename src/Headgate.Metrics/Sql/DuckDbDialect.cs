using Headgate.Metrics.Statements;

namespace Headgate.Metrics.Sql;

/// <summary>DuckDB's ways.</summary>
internal sealed class DuckDbDialect : SqlDialect
{
    public override string? WhyNot(Aggregated aggregated) =>
        aggregated.How is { Approximate: true, Discrete: true } ? "DuckDB has no approximate discrete percentiles" : null;

    public override string Percentile(Aggregated aggregated, string value) =>
        aggregated.How switch
        {
            { Approximate: true } => $"approx_quantile({value}, {SqlText.Number(aggregated.How.Percentile)})",
            // Between two values of a decimal column lies one with more digits than the column has.
            { Discrete: false } => base.Percentile(aggregated, $"cast({value} as double)"),
            _ => base.Percentile(aggregated, value),
        };

    /// <summary>Nulls stand last in both directions here; elsewhere they stand first in descending order.</summary>
    public override string Direction(bool descending) => descending ? " desc nulls first" : "";
}
