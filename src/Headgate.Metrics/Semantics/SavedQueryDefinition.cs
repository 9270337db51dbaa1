namespace Headgate.Metrics.Semantics;

/// <summary>A query that the project keeps under a name.</summary>
internal sealed record SavedQueryDefinition
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    public string? Label { get; init; }

    public IReadOnlyList<string> Metrics { get; init; } = [];

    public IReadOnlyList<string> GroupBy { get; init; } = [];

    public IReadOnlyList<string> Where { get; init; } = [];

    public IReadOnlyList<string> OrderBy { get; init; } = [];

    public long? Limit { get; init; }
}
