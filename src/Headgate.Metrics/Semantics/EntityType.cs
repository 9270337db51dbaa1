namespace Headgate.Metrics.Semantics;

/// <summary>How often a key of an entity stands in its model, and with that in which direction joins are safe.</summary>
internal enum EntityType
{
    /// <summary>Once in each row, and in every row.</summary>
    Primary,

    /// <summary>At most once.</summary>
    Unique,

    /// <summary>Any number of times.</summary>
    Foreign,

    /// <summary>Once for each span of time in which the row holds.</summary>
    Natural,
}
