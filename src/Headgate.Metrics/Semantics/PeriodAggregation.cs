namespace Headgate.Metrics.Semantics;

/// <summary>Which value of a running total stands for a period.</summary>
internal enum PeriodAggregation
{
    /// <summary>The first.</summary>
    First,

    /// <summary>The last.</summary>
    Last,

    /// <summary>The mean.</summary>
    Average,
}
