using System.Collections.Concurrent;

namespace Headgate.Store.Rights;

/// <summary>
/// Owners of credentials that were looked up lately. They are believed until anything changes of who may what: a change made by this process counts at once, one made by
/// another within a second. After a minute they are looked up again in any case.
/// </summary>
/// <typeparam name="T">What is known of an owner.</typeparam>
public sealed class RecentLookups<T>(RightsVersion rights, StoredRights stored, TimeProvider time)
    where T : class
{
    private const int Most = 10_000;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>What is known of a credential; null where it belongs to nobody, which is not kept: whoever guesses fills no memory.</summary>
    /// <param name="hash">The credential's keyed hash.</param>
    /// <param name="read">Reads it from the database.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public ValueTask<T?> FindAsync(string hash, Func<string, CancellationToken, Task<T?>> read, CancellationToken cancellation) =>
        stored.Known is { } changes && Good(hash, changes) is { } known ? new(known) : ReadAsync(hash, read, cancellation);

    /// <summary>Forgets an owner, for whoever knows that what was read has aged otherwise.</summary>
    /// <param name="hash">The credential's keyed hash.</param>
    public void Forget(string hash) => _entries.TryRemove(hash, out _);

    private T? Good(string hash, long changes) =>
        _entries.TryGetValue(hash, out var entry)
        && entry.Version == rights.Current
        && entry.Changes == changes
        && time.GetElapsedTime(entry.At) < Life
            ? entry.Value
            : null;

    private async ValueTask<T?> ReadAsync(string hash, Func<string, CancellationToken, Task<T?>> read, CancellationToken cancellation)
    {
        // Both numbers are taken before the database is asked and compared whenever the entry is used: a revocation that commits while this reads makes the entry worthless,
        // whether it is kept before or after.
        var changes = await stored.CurrentAsync(cancellation);
        if (Good(hash, changes) is { } known)
        {
            return known;
        }
        var (version, at) = (rights.Current, time.GetTimestamp());
        var value = await read(hash, cancellation);
        if (value is not null)
        {
            if (_entries.Count >= Most)
            {
                _entries.Clear();
            }
            _entries[hash] = new Entry(value, version, changes, at);
        }
        return value;
    }

    private sealed record Entry(T Value, long Version, long Changes, long At);
}
