namespace Headgate.Dbt.Artifacts;

/// <summary>How old the newest row of a source may be.</summary>
public sealed class FreshnessThreshold
{
    /// <summary>Age that warns.</summary>
    public FreshnessPeriod? WarnAfter { get; set; }

    /// <summary>Age that fails.</summary>
    public FreshnessPeriod? ErrorAfter { get; set; }

    /// <summary>Condition on the rows to look at.</summary>
    public string? Filter { get; set; }
}
