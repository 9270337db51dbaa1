namespace Headgate.Dbt.Artifacts;

/// <summary>A table or view that a saved query is written to.</summary>
public sealed class SavedQueryExport
{
    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary>Where it goes.</summary>
    public required ExportConfig Config { get; set; }

    /// <summary>Configuration as written.</summary>
    public OrderedDictionary<string, object?> UnrenderedConfig { get; set; } = [];
}
