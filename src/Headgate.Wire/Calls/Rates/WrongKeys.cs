using System.Collections.Concurrent;

namespace Headgate.Wire;

/// <summary>Notices an address that tries keys: after some wrong ones in a minute it is told to wait. Good keys of that address go on working.</summary>
internal sealed class WrongKeys(TimeProvider time)
{
    /// <summary>Wrong keys in a minute that are answered with 401.</summary>
    public const int Allowed = 20;

    private const int MaxAddresses = 10_000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Tries> _tries = new(StringComparer.Ordinal);

    /// <summary>Notes a wrong key; true from the one that is too many.</summary>
    public bool IsTooMany(string address)
    {
        if (_tries.Count > MaxAddresses)
        {
            Forget();
        }
        var now = time.GetTimestamp();
        var tries = _tries.GetOrAdd(address, static (_, start) => new Tries { Start = start }, now);
        lock (tries.Gate)
        {
            if (time.GetElapsedTime(tries.Start, now) >= Minute)
            {
                tries.Start = now;
                tries.Count = 0;
            }
            return ++tries.Count >= Allowed;
        }
    }

    private void Forget()
    {
        foreach (var (address, tries) in _tries)
        {
            if (time.GetElapsedTime(tries.Start) >= Minute)
            {
                _tries.TryRemove(address, out _);
            }
        }
    }

    private sealed class Tries
    {
        public readonly Lock Gate = new();
        public long Start;
        public int Count;
    }
}
