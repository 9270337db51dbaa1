namespace Headgate.Metrics.Statements;

/// <summary>A function over a row and its neighbours.</summary>
internal enum RowFunction
{
    /// <summary>The value of the first row.</summary>
    First,

    /// <summary>The value of the last row.</summary>
    Last,

    /// <summary>The mean of all rows.</summary>
    Average,

    /// <summary>The place of the row.</summary>
    Position,

    /// <summary>The value of a row further on.</summary>
    Ahead,
}
