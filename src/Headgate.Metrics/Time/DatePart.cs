namespace Headgate.Metrics.Time;

/// <summary>A number taken out of a time.</summary>
internal enum DatePart
{
    /// <summary>The year.</summary>
    Year,

    /// <summary>The quarter, from 1.</summary>
    Quarter,

    /// <summary>The month, from 1.</summary>
    Month,

    /// <summary>The day of the month.</summary>
    Day,

    /// <summary>The day of the week, from 1 for Monday.</summary>
    Dow,

    /// <summary>The day of the year.</summary>
    Doy,
}
