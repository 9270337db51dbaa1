namespace Headgate.Dbt.Artifacts;

/// <summary>A constraint on a whole model.</summary>
public sealed class ModelConstraint
{
    /// <summary><c>check</c>, <c>not_null</c>, <c>unique</c>, <c>primary_key</c>, <c>foreign_key</c> or <c>custom</c>.</summary>
    public required string Type { get; set; }

    /// <summary>Name of the constraint, or null.</summary>
    public string? Name { get; set; }

    /// <summary>Expression of the constraint, or null.</summary>
    public string? Expression { get; set; }

    /// <summary>Whether to warn where the database does not enforce it.</summary>
    public bool WarnUnenforced { get; set; } = true;

    /// <summary>Whether to warn where the database cannot express it.</summary>
    public bool WarnUnsupported { get; set; } = true;

    /// <summary>Referenced relation of a foreign key, rendered.</summary>
    public string? To { get; set; }

    /// <summary>Referenced columns of a foreign key.</summary>
    public List<string> ToColumns { get; set; } = [];

    /// <summary>Columns that the constraint covers.</summary>
    public List<string> Columns { get; set; } = [];
}
