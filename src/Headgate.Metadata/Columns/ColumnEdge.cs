namespace Headgate.Metadata.Columns;

/// <summary>That a column is used.</summary>
/// <param name="Node">dbt's id of the node whose column it is.</param>
/// <param name="Column">The column.</param>
/// <param name="Use">How it is used.</param>
internal sealed record ColumnEdge(string Node, string Column, ColumnUse Use);
