namespace Headgate.Metrics.Semantics;

/// <summary>A table as metrics see it.</summary>
internal sealed record SemanticModelDefinition
{
    public required string Name { get; init; }

    /// <summary>The relation in the warehouse, quoted as it is written in SQL.</summary>
    public required string Relation { get; init; }

    public string? Description { get; init; }

    /// <summary>The entity that each row is one of, be it a column or a mere name; null if the project names none.</summary>
    public string? PrimaryEntity { get; init; }

    public string? DefaultTime { get; init; }

    public required IReadOnlyList<Entity> Entities { get; init; }

    public required IReadOnlyList<Dimension> Dimensions { get; init; }

    /// <summary>The dimensions that say from when to when a row holds, or null where rows always do.</summary>
    public (Dimension Start, Dimension End)? Validity =>
        Dimensions.FirstOrDefault(d => d.Validity == ValidityEdge.Start) is { } start
        && Dimensions.FirstOrDefault(d => d.Validity == ValidityEdge.End) is { } end
            ? (start, end)
            : null;

    public Entity? FindEntity(string name) => Entities.FirstOrDefault(entity => entity.Name == name);

    public Dimension? FindDimension(string name) => Dimensions.FirstOrDefault(dimension => dimension.Name == name);
}
