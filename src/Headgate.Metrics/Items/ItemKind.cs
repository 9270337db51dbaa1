namespace Headgate.Metrics.Items;

/// <summary>What metrics can be grouped or filtered by.</summary>
internal enum ItemKind
{
    /// <summary>A category.</summary>
    Category,

    /// <summary>A time.</summary>
    Time,

    /// <summary>The key of an entity.</summary>
    Entity,

    /// <summary>The value of a metric for an entity; for filters alone.</summary>
    Metric,
}
