namespace Headgate.Dbt.Artifacts;

/// <summary>What a user-defined function gives.</summary>
public sealed class FunctionReturns
{
    /// <summary>The type of a function that no property file describes, as dbt writes it.</summary>
    public const string Unknown = "INVALID_TYPE";

    /// <summary>The database's type.</summary>
    public required string DataType { get; set; }

    /// <summary>Description, or null.</summary>
    public string? Description { get; set; }
}
