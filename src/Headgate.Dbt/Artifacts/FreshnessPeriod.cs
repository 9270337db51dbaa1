namespace Headgate.Dbt.Artifacts;

/// <summary>A count of minutes, hours or days.</summary>
public sealed class FreshnessPeriod
{
    /// <summary>How many; null where not set.</summary>
    public long? Count { get; set; }

    /// <summary><c>minute</c>, <c>hour</c> or <c>day</c>; null where not set.</summary>
    public string? Period { get; set; }
}
