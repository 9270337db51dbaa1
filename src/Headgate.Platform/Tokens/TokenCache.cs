using System.Collections.Concurrent;
using Headgate.Wire;

namespace Headgate.Platform.Tokens;

/// <summary>
/// Keeps for a second who a token belongs to, so that a burst of calls costs one look-up; a revocation on another node is seen within that
/// second. Whatever changes tokens, groups, members or users on this node calls <see cref="Clear"/> after its commit.
/// </summary>
public sealed class TokenCache(TimeProvider time)
{
    private const int MaxEntries = 10_000;

    private static readonly TimeSpan Life = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private long _version;

    /// <summary>Forgets everything: rights have changed.</summary>
    public void Clear()
    {
        Interlocked.Increment(ref _version);
        _entries.Clear();
    }

    internal bool TryFind(string hash, out CallerResult result)
    {
        if (_entries.TryGetValue(hash, out var entry) && time.GetElapsedTime(entry.At) < Life)
        {
            result = entry.Result;
            return true;
        }
        result = default;
        return false;
    }

    /// <summary>The version before a look-up, to be handed to <see cref="Keep"/>.</summary>
    internal long Version => Interlocked.Read(ref _version);

    /// <summary>Keeps a result, unless rights have changed since the look-up began.</summary>
    internal void Keep(string hash, CallerResult result, long version)
    {
        if (_entries.Count >= MaxEntries)
        {
            _entries.Clear();
        }
        if (version != Version)
        {
            return;
        }
        _entries[hash] = new Entry(result, time.GetTimestamp());
        if (version != Version)
        {
            _entries.TryRemove(hash, out _);
        }
    }

    private sealed record Entry(CallerResult Result, long At);
}
