namespace Headgate.Dbt.Artifacts;

/// <summary>A span such as 7 days.</summary>
public sealed class MetricTimeWindow
{
    /// <summary>How many.</summary>
    public long Count { get; set; }

    /// <summary>Of which grain.</summary>
    public required string Granularity { get; set; }
}
