namespace Headgate.Dbt.Artifacts;

/// <summary>What the database knows of a relation.</summary>
public sealed record CatalogTableMetadata
{
    /// <summary>BASE TABLE, VIEW and so on.</summary>
    public string Type { get; init; } = "";

    /// <summary>The schema.</summary>
    public string Schema { get; init; } = "";

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The database.</summary>
    public string? Database { get; init; }

    /// <summary>The comment on the relation, or null.</summary>
    public string? Comment { get; init; }

    /// <summary>The owner, or null.</summary>
    public string? Owner { get; init; }
}
