namespace Headgate.Metadata.Columns;

/// <summary>Where the columns of a query come from, or why that is not known.</summary>
internal sealed record QueryColumns
{
    /// <summary>Its columns, in order.</summary>
    public IReadOnlyList<OutputColumn> Columns { get; init; } = [];

    /// <summary>What decides which rows it answers: columns that it filters, joins, groups or orders by.</summary>
    public IReadOnlyList<ColumnEdge> Uses { get; init; } = [];

    /// <summary>Why nothing is known, in words; null where it is.</summary>
    public string? Why { get; init; }

    /// <summary>What had to be assumed, such as functions that the binder does not have.</summary>
    public IReadOnlyList<string> Assumed { get; init; } = [];

    /// <summary>Nothing, because of something.</summary>
    public static QueryColumns Unknown(string why) => new() { Why = why };
}
