namespace Headgate.Dbt.Artifacts;

/// <summary>A way to slice.</summary>
public sealed class SemanticDimension
{
    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary><c>categorical</c> or <c>time</c>.</summary>
    public required string Type { get; set; }

    /// <summary>Description, or null.</summary>
    public string? Description { get; set; }

    /// <summary>Title, or null.</summary>
    public string? Label { get; set; }

    /// <summary>Whether the table is partitioned by it.</summary>
    public bool IsPartition { get; set; }

    /// <summary>Details of a time dimension, or null.</summary>
    public DimensionTypeParams? TypeParams { get; set; }

    /// <summary>Expression, or null for the name.</summary>
    public string? Expr { get; set; }

    /// <summary>Place in a file; always null from YAML.</summary>
    public object? Metadata { get; set; }

    /// <summary>Configuration, or null.</summary>
    public SemanticConfig? Config { get; set; }
}
