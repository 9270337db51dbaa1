namespace Headgate.Dbt.Artifacts;

/// <summary>Versions that a unit test covers.</summary>
public sealed class UnitTestVersions
{
    /// <summary>Versions, or null.</summary>
    public List<object>? Include { get; set; }

    /// <summary>Versions, or null.</summary>
    public List<object>? Exclude { get; set; }
}
