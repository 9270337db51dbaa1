namespace Headgate.Dbt.Artifacts;

/// <summary>A join key.</summary>
public sealed class SemanticEntity
{
    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary><c>primary</c>, <c>unique</c>, <c>foreign</c> or <c>natural</c>.</summary>
    public required string Type { get; set; }

    /// <summary>Description, or null.</summary>
    public string? Description { get; set; }

    /// <summary>Title, or null.</summary>
    public string? Label { get; set; }

    /// <summary>Role, or null.</summary>
    public string? Role { get; set; }

    /// <summary>Expression, or null for the name.</summary>
    public string? Expr { get; set; }

    /// <summary>Configuration, or null.</summary>
    public SemanticConfig? Config { get; set; }
}
