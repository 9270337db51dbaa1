using Headgate.Metrics.Time;

namespace Headgate.Metrics.Semantics;

/// <summary>A metric that accumulates over time.</summary>
internal sealed record CumulativeMetric : MetricDefinition
{
    public override string Type => "cumulative";

    public required MetricInput Input { get; init; }

    /// <summary>How far back it reaches; null for ever.</summary>
    public TimeWindow? Window { get; init; }

    /// <summary>The period with whose beginning it starts anew.</summary>
    public TimeUnit? GrainToDate { get; init; }

    public required PeriodAggregation PeriodAggregation { get; init; }

    public override IReadOnlyList<MetricInput> Inputs => [Input];
}
