namespace Headgate.Metrics.Joins;

/// <summary>A join to a semantic model by an entity.</summary>
internal sealed record Hop(string Entity, string Model);
