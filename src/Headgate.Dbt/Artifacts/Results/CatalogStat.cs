namespace Headgate.Dbt.Artifacts;

/// <summary>A fact about a relation for the documentation.</summary>
public sealed record CatalogStat
{
    /// <summary>Its id.</summary>
    public string Id { get; init; } = "";

    /// <summary>Its name for people.</summary>
    public string Label { get; init; } = "";

    /// <summary>Text, number, truth value or null.</summary>
    public object? Value { get; init; }

    /// <summary>Should the documentation show it?</summary>
    public bool Include { get; init; }

    /// <summary>What it means.</summary>
    public string? Description { get; init; }
}
