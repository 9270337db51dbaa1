namespace Headgate.Metadata.Columns;

/// <summary>How something uses a column. Among those that carry a value the later is the stronger.</summary>
internal enum ColumnUse
{
    /// <summary>Rows are kept or dropped by it, or values of an aggregate are.</summary>
    Filters,

    /// <summary>Tables are joined by it.</summary>
    Joins,

    /// <summary>Rows are grouped by it.</summary>
    Groups,

    /// <summary>Rows are ordered by it.</summary>
    Orders,

    /// <summary>Its value is passed on under the same name.</summary>
    Passed,

    /// <summary>Its value is passed on under another name.</summary>
    Renamed,

    /// <summary>A value is made from it, row by row or within a window.</summary>
    Transformed,

    /// <summary>A value is made from it over many rows.</summary>
    Aggregated,
}
