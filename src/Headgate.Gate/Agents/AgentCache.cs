using System.Collections.Concurrent;
using Headgate.Catalogue;

namespace Headgate.Gate.Agents;

/// <summary>Keys that were looked up in the last second, so that not every call asks the database. A change made here counts at once.</summary>
internal sealed class AgentCache(TimeProvider time)
{
    private const int Largest = 10_000;
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, KnownKey> known = new(StringComparer.Ordinal);
    private long generation;

    /// <summary>The number of changes so far; an entry that was loaded before the newest change is not kept.</summary>
    public long Generation => Interlocked.Read(ref generation);

    public KnownKey? Find(string hash) => known.TryGetValue(hash, out var key) && time.GetElapsedTime(key.LoadedAt) < Age ? key : null;

    public void Keep(string hash, KnownKey key, long loadedAtGeneration)
    {
        if (known.Count >= Largest)
        {
            known.Clear();
        }
        if (loadedAtGeneration == Generation)
        {
            known[hash] = key;
        }
    }

    public void Forget()
    {
        Interlocked.Increment(ref generation);
        known.Clear();
    }
}

/// <summary>A key with all that judging a call needs.</summary>
internal sealed record KnownKey(
    Caller Caller,
    bool IsRevoked,
    bool IsAgentGone,
    bool IsAgentEnabled,
    DateTimeOffset? ExpiresAt,
    bool IsReplaced,
    long LoadedAt
);
