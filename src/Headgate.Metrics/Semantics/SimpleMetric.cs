namespace Headgate.Metrics.Semantics;

/// <summary>A metric that aggregates the rows of one semantic model.</summary>
internal sealed record SimpleMetric : MetricDefinition
{
    public override string Type => "simple";

    public required Aggregation Aggregation { get; init; }

    /// <summary>Whether periods without rows are shown too.</summary>
    public bool JoinToTimeSpine { get; init; }

    /// <summary>What stands where there is no value.</summary>
    public long? FillNullsWith { get; init; }
}
