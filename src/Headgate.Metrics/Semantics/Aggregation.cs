namespace Headgate.Metrics.Semantics;

/// <summary>How a number is made of the rows of one semantic model.</summary>
internal sealed record Aggregation
{
    public required string Model { get; init; }

    public required AggregationKind Kind { get; init; }

    /// <summary>The project's SQL for what is aggregated.</summary>
    public required string Expression { get; init; }

    /// <summary>The share, of a percentile.</summary>
    public double Percentile { get; init; }

    /// <summary>Whether a percentile is one of the values, or may lie between two.</summary>
    public bool Discrete { get; init; }

    /// <summary>Whether the database may estimate the percentile.</summary>
    public bool Approximate { get; init; }

    /// <summary>The dimension that is this number's <c>metric_time</c>.</summary>
    public required string Time { get; init; }

    public NonAdditive? NonAdditive { get; init; }
}
