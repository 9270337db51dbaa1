namespace Headgate.Metrics.Statements;

/// <summary>How two values are compared.</summary>
internal enum Comparison
{
    /// <summary>Are the same.</summary>
    Equal,

    /// <summary>The left comes first.</summary>
    Less,

    /// <summary>The left does not come later.</summary>
    AtMost,

    /// <summary>The left comes later.</summary>
    Greater,

    /// <summary>The left does not come first.</summary>
    AtLeast,
}
