namespace Headgate.Dbt.Artifacts;

/// <summary>Defaults for the measures of a semantic model.</summary>
public sealed class SemanticModelDefaults
{
    /// <summary>Time dimension of measures.</summary>
    public string? AggTimeDimension { get; set; }
}
