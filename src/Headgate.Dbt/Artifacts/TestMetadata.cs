namespace Headgate.Dbt.Artifacts;

/// <summary>Which generic test a test node is an instance of, and with which arguments.</summary>
public sealed class TestMetadata
{
    /// <summary>Name of the generic test.</summary>
    public required string Name { get; set; }

    /// <summary>Arguments, <c>column_name</c> and <c>model</c> among them.</summary>
    public OrderedDictionary<string, object?> Kwargs { get; set; } = [];

    /// <summary>Package of the generic test where it was named, or null.</summary>
    public string? Namespace { get; set; }
}
