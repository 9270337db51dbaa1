namespace Headgate.Dbt.Artifacts;

/// <summary>A documented or declared argument of a macro.</summary>
public sealed class MacroArgument
{
    /// <summary>Name of the argument.</summary>
    public required string Name { get; set; }

    /// <summary>Declared type, or null.</summary>
    public string? Type { get; set; }

    /// <summary>Description.</summary>
    public string Description { get; set; } = "";
}
