namespace Headgate.Dbt.Artifacts;

/// <summary>A grain of the project's own on a time spine.</summary>
public sealed class CustomGranularity
{
    /// <summary>Name of the grain.</summary>
    public required string Name { get; set; }

    /// <summary>Column that holds it, or null where it is the name.</summary>
    public string? ColumnName { get; set; }
}
