namespace Headgate.Metrics.Semantics;

/// <summary>A key of a semantic model, by which others can be joined.</summary>
internal sealed record Entity(string Name, EntityType Type, string Expression, string? Description);
