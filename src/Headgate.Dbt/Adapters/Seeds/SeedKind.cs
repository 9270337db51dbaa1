namespace Headgate.Dbt.Adapters.Seeds;

/// <summary>The kinds of values that a column of a seed may have, in the order in which they are tried.</summary>
internal enum SeedKind
{
    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>Numbers with a fraction.</summary>
    Number,

    /// <summary>Dates: 2024-03-01.</summary>
    Date,

    /// <summary>Dates with a time of day.</summary>
    Timestamp,

    /// <summary>true and false, in any case.</summary>
    Boolean,

    /// <summary>Anything else.</summary>
    Text,
}
