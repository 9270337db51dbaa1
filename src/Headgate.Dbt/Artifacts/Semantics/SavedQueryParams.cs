namespace Headgate.Dbt.Artifacts;

/// <summary>What a saved query asks.</summary>
public sealed class SavedQueryParams
{
    /// <summary>Names of metrics.</summary>
    public List<string> Metrics { get; set; } = [];

    /// <summary>Dimensions, entities and time dimensions as written.</summary>
    public List<string> GroupBy { get; set; } = [];

    /// <summary>Conditions, or null.</summary>
    public WhereFilters? Where { get; set; }

    /// <summary>Order.</summary>
    public List<string> OrderBy { get; set; } = [];

    /// <summary>Rows at most, or null.</summary>
    public long? Limit { get; set; }
}
