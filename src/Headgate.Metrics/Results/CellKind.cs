namespace Headgate.Metrics.Results;

/// <summary>What the cells of a column are.</summary>
internal enum CellKind
{
    /// <summary>Nothing but nulls.</summary>
    Empty,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Whole numbers of 64 bits.</summary>
    Whole,

    /// <summary>Numbers with a fixed point.</summary>
    Decimal,

    /// <summary>Numbers with a floating point.</summary>
    Double,

    /// <summary>Days.</summary>
    Day,

    /// <summary>Moments without a zone.</summary>
    Moment,

    /// <summary>Moments in UTC.</summary>
    ZonedMoment,

    /// <summary>Anything else, as text.</summary>
    Text,
}
