namespace Headgate.Metrics.Semantics;

/// <summary>A number that does not add up over time: only the rows at the edge of a period count, such as closing balances.</summary>
/// <param name="Dimension">The time whose edge is meant.</param>
/// <param name="Latest">Whether the latest rows count, or the earliest.</param>
/// <param name="Groupings">The entities of which each has an edge of its own.</param>
internal sealed record NonAdditive(string Dimension, bool Latest, IReadOnlyList<string> Groupings);
