namespace Headgate.Dbt.Artifacts;

/// <summary>A measure as a metric uses it.</summary>
public sealed class MeasureInput
{
    /// <summary>Name of the measure.</summary>
    public required string Name { get; set; }

    /// <summary>Conditions, or null.</summary>
    public WhereFilters? Filter { get; set; }

    /// <summary>Name in the query, or null.</summary>
    public string? Alias { get; set; }

    /// <summary>Whether days without rows appear.</summary>
    public bool JoinToTimespine { get; set; }

    /// <summary>Value for them, or null.</summary>
    public long? FillNullsWith { get; set; }
}
