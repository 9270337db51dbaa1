namespace Headgate.Dbt.Artifacts;

/// <summary>catalog.json, version 1.</summary>
public sealed record Catalog
{
    /// <summary>The head.</summary>
    public ArtifactMetadata Metadata { get; init; } = new();

    /// <summary>Relations of nodes by unique id.</summary>
    public OrderedDictionary<string, CatalogTable> Nodes { get; init; } = [];

    /// <summary>Relations of sources by unique id.</summary>
    public OrderedDictionary<string, CatalogTable> Sources { get; init; } = [];

    /// <summary>What could not be read, or null.</summary>
    public IReadOnlyList<string>? Errors { get; init; }
}
