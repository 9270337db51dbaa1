namespace Headgate.Dbt.Artifacts;

/// <summary>How a metric without a measure aggregates the rows of its semantic model; its expression stands beside it.</summary>
public sealed class MetricAggregationParams
{
    /// <summary>Name of the semantic model.</summary>
    public required string SemanticModel { get; set; }

    /// <summary><c>sum</c>, <c>count</c> and so on.</summary>
    public required string Agg { get; set; }

    /// <summary>Parameters of a percentile, or null.</summary>
    public MeasureAggParams? AggParams { get; set; }

    /// <summary>Time dimension that it is aggregated by, or null for the model's.</summary>
    public string? AggTimeDimension { get; set; }

    /// <summary>Dimension over which it must not be added, or null.</summary>
    public NonAdditiveDimension? NonAdditiveDimension { get; set; }
}
