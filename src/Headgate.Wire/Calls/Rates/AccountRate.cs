using System.Collections.Concurrent;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>
/// Counts the requests of an account in a minute. Agents together have a share of its limit and wait for the next minute once that is used up; the rest is a reserve
/// for people and their tokens. An account that goes over its limit all the same is refused until its cool-down ends, as dbt does: 5,000 a minute, then five minutes.
/// </summary>
internal sealed class AccountRate(WireSettings settings, TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(long Upstream, long Account), Window> _windows = new();

    /// <summary>Counts one request; gives the time to wait where the caller's part of the limit is used up.</summary>
    public TimeSpan? Count(Caller caller)
    {
        if (settings.RequestsPerMinute is not { } limit)
        {
            return null;
        }
        var window = _windows.GetOrAdd((caller.Upstream?.Id ?? 0, caller.AccountId), static _ => new Window());
        var now = time.GetTimestamp();
        lock (window.Gate)
        {
            if (window.Agents + window.Others == 0 || time.GetElapsedTime(window.Start, now) >= Minute)
            {
                (window.Start, window.Agents, window.Others) = (now, 0, 0);
            }
            return caller.Kind == CallerKind.Agent ? CountAgent(window, limit, now) : CountOther(window, limit, now);
        }
    }

    private TimeSpan? CountAgent(Window window, int limit, long now)
    {
        if (IsClosed(window, now) is { } closed)
        {
            return closed;
        }
        var share = Math.Max(1, (int)(limit * (1 - settings.ReserveForPeople)));
        if (window.Agents >= share || window.Agents + window.Others >= limit)
        {
            return Minute - time.GetElapsedTime(window.Start, now);
        }
        window.Agents++;
        return null;
    }

    private TimeSpan? CountOther(Window window, int limit, long now)
    {
        if (IsClosed(window, now) is { } closed)
        {
            return closed;
        }
        if (window.Agents + ++window.Others <= limit)
        {
            return null;
        }
        window.ClosedUntil = now + (long)(settings.CoolDown.TotalSeconds * time.TimestampFrequency);
        return settings.CoolDown;
    }

    private TimeSpan? IsClosed(Window window, long now)
    {
        if (window.ClosedUntil == 0)
        {
            return null;
        }
        if (now < window.ClosedUntil)
        {
            return time.GetElapsedTime(now, window.ClosedUntil);
        }
        (window.ClosedUntil, window.Start, window.Agents, window.Others) = (0, now, 0, 0);
        return null;
    }

    private sealed class Window
    {
        public readonly Lock Gate = new();
        public long Start;
        public long ClosedUntil;
        public int Agents;
        public int Others;
    }
}
