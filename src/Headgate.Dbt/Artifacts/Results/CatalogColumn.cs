namespace Headgate.Dbt.Artifacts;

/// <summary>A column of a relation.</summary>
public sealed record CatalogColumn
{
    /// <summary>The type as the database names it.</summary>
    public string Type { get; init; } = "";

    /// <summary>The place among the columns, from 1.</summary>
    public long Index { get; init; }

    /// <summary>The name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The comment on the column, or null.</summary>
    public string? Comment { get; init; }
}
