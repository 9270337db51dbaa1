namespace Headgate.Wire;

/// <summary>
/// The time by which keys, tokens and grants end: the later of the wall clock and of what it would show had nobody set it since the start. A clock
/// that is set back gives nothing its life back; one that is set forward ends things only as long as it is wrong.
/// </summary>
/// <param name="time">The clock.</param>
public sealed class ExpiryClock(TimeProvider time)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly long _startStamp = time.GetTimestamp();

    /// <summary>The time now.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var wall = time.GetUtcNow();
            var unset = _start + time.GetElapsedTime(_startStamp);
            return wall > unset ? wall : unset;
        }
    }
}
