using System.Collections.Concurrent;
using Headgate.Catalogue;

namespace Headgate.Platform.Webhooks.Delivery;

/// <summary>Counts test events by caller, so that the server is no tool to look for open doors with.</summary>
internal sealed class TestRate(TimeProvider clock)
{
    /// <summary>Tests of one caller within <see cref="Seconds"/>.</summary>
    public const int Most = 10;
    public const int Seconds = 60;

    private const int MaxCallers = 10_000;

    private readonly ConcurrentDictionary<(CallerKind Kind, long Id), (DateTimeOffset From, int Count)> _counts = new();

    /// <summary>Whether the caller may send one more now.</summary>
    public bool TryTake(CallerKind kind, long id)
    {
        var now = clock.GetUtcNow();
        if (_counts.Count > MaxCallers)
        {
            _counts.Clear();
        }
        var counted = _counts.AddOrUpdate(
            (kind, id),
            _ => (now, 1),
            (_, old) => now - old.From >= TimeSpan.FromSeconds(Seconds) ? (now, 1) : (old.From, old.Count + 1)
        );
        return counted.Count <= Most;
    }
}
