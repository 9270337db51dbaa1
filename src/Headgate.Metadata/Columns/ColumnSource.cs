namespace Headgate.Metadata.Columns;

/// <summary>A column of a node.</summary>
/// <param name="Node">dbt's id of the node.</param>
/// <param name="Column">The column.</param>
internal readonly record struct ColumnSource(string Node, string Column);
