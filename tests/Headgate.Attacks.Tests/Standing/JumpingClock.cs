namespace Headgate.Attacks.Tests.Standing;

/// <summary>The system's clock, whose wall time somebody has set; its monotonic time runs on.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private long _offset;

    /// <summary>By how much the wall clock is wrong.</summary>
    public TimeSpan Offset
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _offset));
        set => Interlocked.Exchange(ref _offset, value.Ticks);
    }

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Offset;
}
