namespace Headgate.Metrics.Time;

/// <summary>The units of time that every database knows, from the finest to the coarsest.</summary>
internal enum TimeUnit
{
    /// <summary>A thousandth of a microsecond.</summary>
    Nanosecond,

    /// <summary>A thousandth of a millisecond.</summary>
    Microsecond,

    /// <summary>A thousandth of a second.</summary>
    Millisecond,

    /// <summary>A second.</summary>
    Second,

    /// <summary>A minute.</summary>
    Minute,

    /// <summary>An hour.</summary>
    Hour,

    /// <summary>A day.</summary>
    Day,

    /// <summary>A week, from Monday.</summary>
    Week,

    /// <summary>A month.</summary>
    Month,

    /// <summary>Three months, from January.</summary>
    Quarter,

    /// <summary>A year.</summary>
    Year,
}
