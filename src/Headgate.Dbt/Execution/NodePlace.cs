namespace Headgate.Dbt.Execution;

/// <summary>A node's place among those of its call, as its lines show it.</summary>
/// <param name="Index">From 1; null for what is not counted, such as ephemeral models.</param>
/// <param name="Total">How many there are; null with the index.</param>
internal readonly record struct NodePlace(int? Index, int? Total);
