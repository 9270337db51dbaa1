namespace Headgate.Dbt.Artifacts;

/// <summary>An argument of a user-defined function.</summary>
public sealed class FunctionArgument
{
    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary>The database's type.</summary>
    public required string DataType { get; set; }

    /// <summary>Description, or null.</summary>
    public string? Description { get; set; }

    /// <summary>What it is where a call leaves it out: text or number as written; null where a call must name it.</summary>
    public object? DefaultValue { get; set; }
}
