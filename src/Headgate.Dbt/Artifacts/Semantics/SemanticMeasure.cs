namespace Headgate.Dbt.Artifacts;

/// <summary>An aggregation.</summary>
public sealed class SemanticMeasure
{
    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary>Aggregation, as <c>sum</c>.</summary>
    public required string Agg { get; set; }

    /// <summary>Description, or null.</summary>
    public string? Description { get; set; }

    /// <summary>Title, or null.</summary>
    public string? Label { get; set; }

    /// <summary>Whether a metric of the same name is made.</summary>
    public bool CreateMetric { get; set; }

    /// <summary>Expression, or null for the name.</summary>
    public string? Expr { get; set; }

    /// <summary>Parameters of a percentile, or null.</summary>
    public MeasureAggParams? AggParams { get; set; }

    /// <summary>Dimension over which it must not be added, or null.</summary>
    public NonAdditiveDimension? NonAdditiveDimension { get; set; }

    /// <summary>Time dimension, or null for the default.</summary>
    public string? AggTimeDimension { get; set; }

    /// <summary>Configuration, or null.</summary>
    public SemanticConfig? Config { get; set; }
}
