namespace Headgate.Store;

/// <summary>Times as the databases keep them: whole microseconds of zone zero.</summary>
public static class StoredTime
{
    /// <summary>The clock's time, cut to microseconds, so that a row in memory equals the row read back.</summary>
    public static DateTimeOffset Now(this TimeProvider clock)
    {
        var ticks = clock.GetUtcNow().UtcTicks;
        return new(ticks - (ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero);
    }
}
