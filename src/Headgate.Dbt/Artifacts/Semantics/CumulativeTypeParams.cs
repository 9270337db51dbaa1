namespace Headgate.Dbt.Artifacts;

/// <summary>Details of a cumulative metric.</summary>
public sealed class CumulativeTypeParams
{
    /// <summary>Window, or null.</summary>
    public MetricTimeWindow? Window { get; set; }

    /// <summary>Grain to date, or null.</summary>
    public string? GrainToDate { get; set; }

    /// <summary><c>first</c>, <c>last</c> or <c>average</c>.</summary>
    public string PeriodAgg { get; set; } = "first";

    /// <summary>Metric that is accumulated, or null.</summary>
    public MetricInput? Metric { get; set; }
}
