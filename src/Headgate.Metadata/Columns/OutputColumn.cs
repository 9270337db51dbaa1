namespace Headgate.Metadata.Columns;

/// <summary>A column that a query answers.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type, in the binder's word.</param>
/// <param name="From">What it is made of; nothing for a constant.</param>
internal sealed record OutputColumn(string Name, string Type, IReadOnlyList<ColumnEdge> From);
