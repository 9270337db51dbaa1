using System.Collections.Concurrent;

namespace Headgate.Graph.Door;

/// <summary>Counts the requests of an address in a minute.</summary>
internal sealed class AddressRate(int? requestsPerMinute, TimeProvider time)
{
    private const int MostAddresses = 10_000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Window> _windows = new(StringComparer.Ordinal);

    /// <summary>Counts one request; gives the time to wait where there were too many, and whether it is the first that was too much.</summary>
    public (TimeSpan Wait, bool IsFirst)? Count(string address)
    {
        if (requestsPerMinute is not { } limit)
        {
            return null;
        }
        if (_windows.Count > MostAddresses)
        {
            Forget();
        }
        var now = time.GetTimestamp();
        var window = _windows.GetOrAdd(address, static (_, start) => new Window { Start = start }, now);
        lock (window.Gate)
        {
            if (time.GetElapsedTime(window.Start, now) >= Minute)
            {
                (window.Start, window.Count) = (now, 0);
            }
            window.Count++;
            return window.Count <= limit ? null : (Minute - time.GetElapsedTime(window.Start, now), window.Count == limit + 1);
        }
    }

    private void Forget()
    {
        foreach (var (address, window) in _windows)
        {
            if (time.GetElapsedTime(window.Start) >= Minute)
            {
                _windows.TryRemove(address, out _);
            }
        }
    }

    private sealed class Window
    {
        public readonly Lock Gate = new();
        public long Start;
        public int Count;
    }
}
