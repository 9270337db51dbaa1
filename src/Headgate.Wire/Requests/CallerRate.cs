using System.Collections.Concurrent;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>Counts the calls of one caller to operations that have a limit of their own (<see cref="Operation.CallsPerMinute"/>).</summary>
internal sealed class CallerRate(TimeProvider time)
{
    private const int MaxEntries = 10_000;

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Operation, CallerKind Kind, long Caller), (long From, int Count)> _counts = new();

    /// <summary>Counts one call; gives the time to wait where the caller is over the limit.</summary>
    public TimeSpan? Count(Operation operation, Caller caller)
    {
        if (operation.CallsPerMinute is not { } limit)
        {
            return null;
        }
        if (_counts.Count >= MaxEntries)
        {
            _counts.Clear();
        }
        var now = time.GetTimestamp();
        var (from, count) = _counts.AddOrUpdate(
            (operation.Id, caller.Kind, caller.Id),
            _ => (now, 1),
            (_, old) => time.GetElapsedTime(old.From, now) >= Minute ? (now, 1) : (old.From, old.Count + 1)
        );
        return count <= limit ? null : Minute - time.GetElapsedTime(from, now);
    }
}
