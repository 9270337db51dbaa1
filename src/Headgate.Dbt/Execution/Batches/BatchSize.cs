namespace Headgate.Dbt.Execution.Batches;

/// <summary>How long the batches of a microbatch model are.</summary>
internal enum BatchSize
{
    /// <summary>From hour to hour.</summary>
    Hour,

    /// <summary>From midnight to midnight, in UTC.</summary>
    Day,

    /// <summary>From the first of a month to the first of the next.</summary>
    Month,

    /// <summary>From New Year to New Year.</summary>
    Year,
}
