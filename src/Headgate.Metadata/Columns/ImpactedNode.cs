namespace Headgate.Metadata.Columns;

/// <summary>A node that a change of a column reaches.</summary>
/// <param name="Node">dbt's id of the node.</param>
/// <param name="Depth">Steps from where the column is.</param>
internal sealed record ImpactedNode(string Node, int Depth)
{
    /// <summary>Its columns that are made of the column.</summary>
    public SortedSet<string> Columns { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// How it is reached: the uses of its columns; <c>rows</c> where other rows may come of it; <c>reads</c> where it reads what is reached, and no more is known.
    /// </summary>
    public SortedSet<string> Ways { get; } = new(StringComparer.Ordinal);
}
