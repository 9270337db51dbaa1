using System.Collections.Concurrent;
using Headgate.Platform.Targets;
using Headgate.Store.Totals;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Lists;

/// <summary>
/// Rows and totals that lists have read since the last change of the database: a page that is asked for again costs its keys only, as making rows of columns is most of a list's
/// work. Which rows a caller may see is asked of the database every time. Never stale: one commit anywhere, and everything is read anew.
/// </summary>
internal sealed class RecentRows(DataVersion version)
{
    private const int MostRows = 4096;

    private volatile Kept _kept = new(null);

    /// <summary>The rows of a page. They are shared with other calls and not to be changed.</summary>
    public async ValueTask<IReadOnlyList<T>> ReadAsync<T>(IQueryable<T> page, RowKey<T> key, CancellationToken cancellation)
        where T : class
    {
        var before = version.Now();
        var kept = _kept;
        if (before is not null && kept.Version == before && kept.Knows(typeof(T)))
        {
            var keys = await page.Select(key.Expression).ToListAsync(cancellation);
            // A commit meanwhile may have moved a row into the caller's sight whose content is still that of before.
            if (kept.Rows<T>(keys) is { } rows && version.Now() == before)
            {
                return rows;
            }
        }
        var read = await page.ToListAsync(cancellation);
        if (At(before) is { } now)
        {
            foreach (var row in read)
            {
                now.Add(key.Of(row), row);
            }
        }
        return read;
    }

    /// <summary>A total that is counted.</summary>
    public async ValueTask<long> TotalAsync((CountedList List, CountScope Scope, long Id, string? States) of, Func<Task<long>> read)
    {
        var before = version.Now();
        var kept = _kept;
        if (before is not null && kept.Version == before && kept.Totals.TryGetValue(of, out var total))
        {
            return total;
        }
        total = await read();
        if (At(before) is { } now && now.Totals.Count < MostRows)
        {
            now.Totals[of] = total;
        }
        return total;
    }

    /// <summary>Where to keep what was read, if nothing has changed while it was; else null.</summary>
    private Kept? At(long? before)
    {
        if (before is null || version.Now() != before)
        {
            return null;
        }
        var kept = _kept;
        if (kept.Version != before || kept.Count >= MostRows)
        {
            _kept = kept = new(before);
        }
        return kept;
    }

    private sealed class Kept(long? version)
    {
        private readonly ConcurrentDictionary<(Type, object), object> _rows = new();
        private readonly ConcurrentDictionary<Type, bool> _types = new();
        private int _count;

        public long? Version { get; } = version;

        public ConcurrentDictionary<(CountedList, CountScope, long, string?), long> Totals { get; } = new();

        public int Count => Volatile.Read(ref _count);

        public bool Knows(Type type) => _types.ContainsKey(type);

        public void Add<T>(object key, T row)
            where T : class
        {
            if (_rows.TryAdd((typeof(T), key), row))
            {
                Interlocked.Increment(ref _count);
            }
            _types.TryAdd(typeof(T), true);
        }

        public List<T>? Rows<T>(List<object?> keys)
            where T : class
        {
            var rows = new List<T>(keys.Count);
            foreach (var key in keys)
            {
                if (key is null || !_rows.TryGetValue((typeof(T), key), out var row))
                {
                    return null;
                }
                rows.Add((T)row);
            }
            return rows;
        }
    }
}
