namespace Headgate.Dbt.Artifacts;

/// <summary>A relation of a node or source in catalog.json.</summary>
public sealed record CatalogTable
{
    /// <summary>The relation itself.</summary>
    public CatalogTableMetadata Metadata { get; init; } = new();

    /// <summary>Its columns by name.</summary>
    public OrderedDictionary<string, CatalogColumn> Columns { get; init; } = [];

    /// <summary>Facts about it by id.</summary>
    public OrderedDictionary<string, CatalogStat> Stats { get; init; } = [];

    /// <summary>The node or source.</summary>
    public string? UniqueId { get; init; }
}
