namespace Headgate.Dbt.Artifacts;

/// <summary>How a model serves as a time spine.</summary>
public sealed class TimeSpine
{
    /// <summary>Column of the standard grain.</summary>
    public required string StandardGranularityColumn { get; set; }

    /// <summary>Grains of the project's own.</summary>
    public List<CustomGranularity> CustomGranularities { get; set; } = [];
}
