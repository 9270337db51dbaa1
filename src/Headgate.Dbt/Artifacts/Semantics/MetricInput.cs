namespace Headgate.Dbt.Artifacts;

/// <summary>A metric as another metric uses it.</summary>
public sealed class MetricInput
{
    /// <summary>Name of the metric.</summary>
    public required string Name { get; set; }

    /// <summary>Conditions, or null.</summary>
    public WhereFilters? Filter { get; set; }

    /// <summary>Name in the expression, or null.</summary>
    public string? Alias { get; set; }

    /// <summary>How far back it looks, or null.</summary>
    public MetricTimeWindow? OffsetWindow { get; set; }

    /// <summary>Start of which period it looks at, or null.</summary>
    public string? OffsetToGrain { get; set; }
}
