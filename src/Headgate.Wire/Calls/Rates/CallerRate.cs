using System.Collections.Concurrent;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>
/// Counts the calls of one caller: all calls of an agent, whatever key or path it uses, and the calls of anybody to operations that have a
/// limit of their own (<see cref="Operation.CallsPerMinute"/>).
/// </summary>
internal sealed class CallerRate(WireSettings settings, TimeProvider time)
{
    private const int ManyEntries = 10_000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Operation, CallerKind Kind, long Caller), (long From, int Count)> _counts = new();
    private int _forgetAt = ManyEntries;

    /// <summary>Counts one call; gives the time to wait where the caller is over the limit.</summary>
    public TimeSpan? Count(Operation operation, Caller caller)
    {
        var all = caller.Kind == CallerKind.Agent ? Count("", settings.AgentRequestsPerMinute, caller) : null;
        return all ?? Count(operation.Id, operation.CallsPerMinute, caller);
    }

    private TimeSpan? Count(string operation, int? most, Caller caller)
    {
        if (most is not { } limit)
        {
            return null;
        }
        var now = time.GetTimestamp();
        var (from, count) = _counts.AddOrUpdate(
            (operation, caller.Kind, caller.Id),
            _ => (now, 1),
            (_, old) => time.GetElapsedTime(old.From, now) >= Minute ? (now, 1) : (old.From, old.Count + 1)
        );
        if (count == 1)
        {
            Forget(now);
        }
        return count <= limit ? null : Minute - time.GetElapsedTime(from, now);
    }

    /// <summary>Only counts whose minute is over go: a crowd of callers must not set back the count of one of them.</summary>
    private void Forget(long now)
    {
        if (_counts.Count < Volatile.Read(ref _forgetAt))
        {
            return;
        }
        foreach (var entry in _counts)
        {
            if (time.GetElapsedTime(entry.Value.From, now) >= Minute)
            {
                _counts.TryRemove(entry);
            }
        }
        Volatile.Write(ref _forgetAt, Math.Max(ManyEntries, 2 * _counts.Count));
    }
}
