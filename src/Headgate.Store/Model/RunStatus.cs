namespace Headgate.Store.Model;

/// <summary>Where a run or a step stands; the numbers are dbt's.</summary>
public enum RunStatus
{
    /// <summary>Not set; never stored.</summary>
    None = 0,

    /// <summary>Waits for its turn.</summary>
    Queued = 1,

    /// <summary>Taken from the queue, being prepared.</summary>
    Starting = 2,

    /// <summary>Its first step has started.</summary>
    Running = 3,

    /// <summary>Ended well.</summary>
    Success = 10,

    /// <summary>Ended with a failure.</summary>
    Error = 20,

    /// <summary>Ended before its time: by a person, a timeout or a newer run.</summary>
    Cancelled = 30,
}
