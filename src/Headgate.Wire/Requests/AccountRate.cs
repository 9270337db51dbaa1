using System.Collections.Concurrent;

namespace Headgate.Wire;

/// <summary>
/// Counts requests per account and minute. An account over its limit is refused until its cool-down ends, as dbt does:
/// 5,000 a minute, then five minutes.
/// </summary>
internal sealed class AccountRate(WireSettings settings, TimeProvider time)
{
    private readonly ConcurrentDictionary<long, Window> _windows = new();

    /// <summary>Counts one request; gives the time to wait where the account is over its limit.</summary>
    public TimeSpan? Count(long accountId)
    {
        if (settings.RequestsPerMinute is not { } limit)
        {
            return null;
        }
        var window = _windows.GetOrAdd(accountId, static _ => new Window());
        var now = time.GetTimestamp();
        lock (window.Gate)
        {
            if (window.ClosedUntil != 0)
            {
                if (now < window.ClosedUntil)
                {
                    return time.GetElapsedTime(now, window.ClosedUntil);
                }
                window.ClosedUntil = 0;
                window.Count = 0;
                window.Start = now;
            }
            if (window.Count == 0 || time.GetElapsedTime(window.Start, now) >= TimeSpan.FromMinutes(1))
            {
                window.Start = now;
                window.Count = 0;
            }
            if (++window.Count <= limit)
            {
                return null;
            }
            window.ClosedUntil = now + (long)(settings.CoolDown.TotalSeconds * time.TimestampFrequency);
            return settings.CoolDown;
        }
    }

    private sealed class Window
    {
        public readonly Lock Gate = new();
        public long Start;
        public long ClosedUntil;
        public int Count;
    }
}
