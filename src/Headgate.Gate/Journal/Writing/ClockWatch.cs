namespace Headgate.Gate.Journal.Writing;

/// <summary>Notices when the wall clock moves against the monotonic one.</summary>
internal sealed class ClockWatch(TimeProvider time)
{
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(2);
    private DateTimeOffset _wall = time.GetUtcNow();
    private long _monotonic = time.GetTimestamp();

    /// <summary>By how much the wall clock was moved since the last call; null when it was not.</summary>
    public TimeSpan? Jump()
    {
        var (nowWall, nowMonotonic) = (time.GetUtcNow(), time.GetTimestamp());
        var jump = nowWall - _wall - time.GetElapsedTime(_monotonic, nowMonotonic);
        (_wall, _monotonic) = (nowWall, nowMonotonic);
        return jump.Duration() > Tolerance ? jump : null;
    }
}
