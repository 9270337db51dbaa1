namespace Headgate.Metrics.Semantics;

/// <summary>Which edge of the span in which a row holds a dimension tells.</summary>
internal enum ValidityEdge
{
    /// <summary>Neither.</summary>
    None,

    /// <summary>Its beginning, which belongs to it.</summary>
    Start,

    /// <summary>Its end, which does not; null while the row still holds.</summary>
    End,
}
