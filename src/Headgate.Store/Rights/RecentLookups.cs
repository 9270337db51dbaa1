using System.Collections.Concurrent;

namespace Headgate.Store.Rights;

/// <summary>
/// Owners of credentials that were looked up in the last second, so that a burst of calls asks the database once. A change of rights made by this process counts at
/// once, one made by another within that second.
/// </summary>
/// <typeparam name="T">What is known of an owner.</typeparam>
public sealed class RecentLookups<T>(RightsVersion rights, TimeProvider time)
    where T : class
{
    private const int Most = 10_000;
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>What is known of a credential; null where it belongs to nobody, which is not kept: whoever guesses fills no memory.</summary>
    /// <param name="hash">The credential's keyed hash.</param>
    /// <param name="read">Reads it from the database.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public ValueTask<T?> FindAsync(string hash, Func<string, CancellationToken, Task<T?>> read, CancellationToken cancellation) =>
        _entries.TryGetValue(hash, out var entry) && entry.Version == rights.Current && time.GetElapsedTime(entry.At) < Life
            ? new(entry.Value)
            : ReadAsync(hash, read, cancellation);

    private async ValueTask<T?> ReadAsync(string hash, Func<string, CancellationToken, Task<T?>> read, CancellationToken cancellation)
    {
        // The number is taken before the database is asked and compared whenever the entry is used: a revocation that commits while this reads makes the entry worthless,
        // whether it is kept before or after.
        var (version, at) = (rights.Current, time.GetTimestamp());
        var value = await read(hash, cancellation);
        if (value is not null)
        {
            if (_entries.Count >= Most)
            {
                _entries.Clear();
            }
            _entries[hash] = new Entry(value, version, at);
        }
        return value;
    }

    private sealed record Entry(T Value, long Version, long At);
}
