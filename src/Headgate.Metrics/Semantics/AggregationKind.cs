namespace Headgate.Metrics.Semantics;

/// <summary>What is made of many values.</summary>
internal enum AggregationKind
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>The least.</summary>
    Min,

    /// <summary>The greatest.</summary>
    Max,

    /// <summary>Their mean.</summary>
    Average,

    /// <summary>How many different ones.</summary>
    CountDistinct,

    /// <summary>The value below which a share of them lies.</summary>
    Percentile,
}
