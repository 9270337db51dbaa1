namespace Headgate.Dbt.Artifacts;

/// <summary>What a unit test replaces.</summary>
public sealed class UnitTestOverrides
{
    /// <summary>Results of macros.</summary>
    public OrderedDictionary<string, object?> Macros { get; set; } = [];

    /// <summary>Variables.</summary>
    public OrderedDictionary<string, object?> Vars { get; set; } = [];

    /// <summary>Environment variables.</summary>
    public OrderedDictionary<string, object?> EnvVars { get; set; } = [];
}
