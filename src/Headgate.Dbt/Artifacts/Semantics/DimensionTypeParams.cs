namespace Headgate.Dbt.Artifacts;

/// <summary>Details of a time dimension.</summary>
public sealed class DimensionTypeParams
{
    /// <summary>Grain of the column.</summary>
    public required string TimeGranularity { get; set; }

    /// <summary>Role in a slowly changing dimension, or null.</summary>
    public ValidityParams? ValidityParams { get; set; }
}
