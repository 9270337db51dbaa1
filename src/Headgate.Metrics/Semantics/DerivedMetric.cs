namespace Headgate.Metrics.Semantics;

/// <summary>A metric computed from others; a ratio has no expression of its own.</summary>
internal sealed record DerivedMetric : MetricDefinition
{
    public override string Type => Expression is null ? "ratio" : "derived";

    /// <summary>The SQL over the names of the inputs; null for the first divided by the second.</summary>
    public required string? Expression { get; init; }

    public required IReadOnlyList<MetricInput> Parts { get; init; }

    public override IReadOnlyList<MetricInput> Inputs => Parts;
}
