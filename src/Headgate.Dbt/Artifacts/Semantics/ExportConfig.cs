namespace Headgate.Dbt.Artifacts;

/// <summary>Where an export goes.</summary>
public sealed class ExportConfig
{
    /// <summary><c>table</c>, <c>view</c> or <c>cache</c>.</summary>
    public required string ExportAs { get; set; }

    /// <summary>Schema.</summary>
    public string? SchemaName { get; set; }

    /// <summary>Name of the relation.</summary>
    public string? Alias { get; set; }

    /// <summary>Database.</summary>
    public string? Database { get; set; }
}
