namespace Headgate.Dbt.Artifacts;

/// <summary>Parameters of a percentile.</summary>
public sealed class MeasureAggParams
{
    /// <summary>Between 0 and 1.</summary>
    public double? Percentile { get; set; }

    /// <summary>Whether a value of the data is taken.</summary>
    public bool UseDiscretePercentile { get; set; }

    /// <summary>Whether an estimate is enough.</summary>
    public bool UseApproximatePercentile { get; set; }
}
