namespace Headgate.Metadata.Columns.Binding;

/// <summary>A table that a query may read.</summary>
/// <param name="Node">dbt's id of the node that it is of.</param>
/// <param name="Database">Its database; null where the project names none.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="Name">Its name.</param>
/// <param name="Columns">What is known of its columns.</param>
/// <param name="IsOpen">Whether it may have more of them than those.</param>
internal sealed record BoundTable(
    string Node,
    string? Database,
    string? Schema,
    string Name,
    IReadOnlyList<TableColumn> Columns,
    bool IsOpen
);
