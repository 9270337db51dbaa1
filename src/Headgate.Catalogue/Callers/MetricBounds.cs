namespace Headgate.Catalogue;

/// <summary>What of a project's metrics a grant is for. What is left out bounds nothing.</summary>
public sealed record MetricBounds
{
    /// <summary>The metrics, by name; a star stands for any text. Empty for all.</summary>
    public IReadOnlyList<string> Names { get; set; } = [];

    /// <summary>What can be grouped and filtered by, by name without grain, such as <c>customer__*</c>. Empty for all.</summary>
    public IReadOnlyList<string> Dimensions { get; set; } = [];

    /// <summary>Rows: of each dimension that is named here only some values count, in every metric, list of values and compiled SQL.</summary>
    public IReadOnlyList<RowBound> Rows { get; set; } = [];

    /// <summary>Columns that nothing may be read from, as <c>table.column</c>, whatever a dimension or metric made of them is called.</summary>
    public IReadOnlyList<string> HiddenColumns { get; set; } = [];

    /// <summary>The bounds in words.</summary>
    public string Describe() =>
        string.Join(
            ", ",
            new[]
            {
                Names.Count > 0 ? $"metrics {string.Join(", ", Names)}" : null,
                Dimensions.Count > 0 ? $"dimensions {string.Join(", ", Dimensions)}" : null,
                Rows.Count > 0 ? $"rows where {string.Join(" and ", Rows.Select(row => row.Describe()))}" : null,
                HiddenColumns.Count > 0 ? $"without the columns {string.Join(", ", HiddenColumns)}" : null,
            }.OfType<string>()
        );
}
