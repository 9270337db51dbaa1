namespace Headgate.Metrics.Statements;

/// <summary>Which rows a join keeps.</summary>
internal enum JoinKind
{
    /// <summary>All of the left.</summary>
    Left,

    /// <summary>Those that have partners.</summary>
    Inner,

    /// <summary>All of both.</summary>
    Full,

    /// <summary>Each with each.</summary>
    Cross,
}
