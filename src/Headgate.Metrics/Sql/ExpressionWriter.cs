using Headgate.Metrics.Semantics;
using Headgate.Metrics.Statements;
using Headgate.Metrics.Time;

namespace Headgate.Metrics.Sql;

/// <summary>Writes values and conditions.</summary>
internal sealed class ExpressionWriter(SqlDialect dialect)
{
    public string Write(Expression expression) =>
        expression switch
        {
            ColumnOf(var source, var column) => $"{SqlText.Name(source)}.{SqlText.Name(column)}",
            ColumnHere(var column) => SqlText.Name(column),
            ProjectSql(var text) => text,
            NumberLiteral(var value) => value.ToString(),
            MomentLiteral(var value) => SqlText.Moment(value),
            StartOfPeriod(var time, var unit) => $"date_trunc('{TimeUnits.NameOf(unit)}', {Write(time)})",
            PartOf(var time, var part) => $"extract({(part == DatePart.Dow ? "isodow" : DateParts.NameOf(part))} from {Write(time)})",
            MovedBack(var time, var count, var unit) => dialect.MovedBack(Write(time), count, unit),
            MovedOnTo(var time, var position, var unit) => dialect.MovedOnTo(Write(time), Write(position), unit),
            Aggregated aggregated => Aggregate(aggregated),
            Extreme(var value, var greatest) => $"{(greatest ? "max" : "min")}({Write(value)})",
            FirstGiven(var values) => $"coalesce({string.Join(", ", values.Select(Write))})",
            Quotient(var numerator, var denominator) =>
                $"cast({Write(numerator)} as double precision) / cast(nullif({Write(denominator)}, 0) as double precision)",
            OverRows over => Over(over),
            GivenThat(var condition, var value) => $"case when {Write(condition)} then {Write(value)} end",
            _ => throw new NotSupportedException(expression.GetType().Name),
        };

    public string Write(Condition condition) =>
        condition switch
        {
            Compared(var left, var by, var right) => $"{Write(left)} {Sign(by)} {Write(right)}",
            IsNotThere(var value) => $"{Write(value)} is null",
            AnyOf(var conditions) => $"({string.Join(" or ", conditions.Select(Write))})",
            FilterSql(var text) => $"({text})",
            _ => throw new NotSupportedException(condition.GetType().Name),
        };

    private string Aggregate(Aggregated aggregated)
    {
        if (dialect.WhyNot(aggregated) is { } reason)
        {
            throw new RefusalException(RefusalKind.NotSupported, $"A percentile cannot be computed: {reason}.");
        }
        var value = Write(aggregated.Value);
        return aggregated.How.Kind switch
        {
            AggregationKind.Sum => $"sum({value})",
            AggregationKind.Min => $"min({value})",
            AggregationKind.Max => $"max({value})",
            AggregationKind.Average => $"avg({value})",
            AggregationKind.CountDistinct => $"count(distinct {value})",
            _ => dialect.Percentile(aggregated, value),
        };
    }

    private string Over(OverRows over)
    {
        var function = over.Function switch
        {
            RowFunction.First => $"first_value({Write(over.Value!)})",
            RowFunction.Last => $"last_value({Write(over.Value!)})",
            RowFunction.Average => $"avg({Write(over.Value!)})",
            RowFunction.Ahead => $"lead({Write(over.Value!)}, {over.Distance})",
            _ => "row_number()",
        };
        var window = new List<string>();
        if (over.Together.Count > 0)
        {
            window.Add($"partition by {string.Join(", ", over.Together.Select(Write))}");
        }
        if (over.Order is { } order)
        {
            window.Add($"order by {Write(order)}{(over.Descending ? " desc" : "")}");
        }
        if (over.Function is RowFunction.First or RowFunction.Last)
        {
            window.Add("rows between unbounded preceding and unbounded following");
        }
        return $"{function} over ({string.Join(' ', window)})";
    }

    private static string Sign(Comparison by) =>
        by switch
        {
            Comparison.Equal => "=",
            Comparison.Less => "<",
            Comparison.AtMost => "<=",
            Comparison.Greater => ">",
            _ => ">=",
        };
}
