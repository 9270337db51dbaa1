using System.Collections.Concurrent;
using Headgate.Catalogue;

namespace Headgate.Platform.Targets;

/// <summary>
/// Remembers what ids name for as long as nothing at all has changed in the database, so that a caller who polls one thing costs one query. Never
/// stale: one commit anywhere, and everything is looked up anew.
/// </summary>
/// <remarks>
/// That an id names nothing is remembered as well. If only what exists were, a second question would be answered sooner where a thing is hidden from the caller than where there
/// is none, and the time would tell what the answer does not. The two are kept apart so that guessing does not drive out what is in use.
/// </remarks>
internal sealed class RecentTargets(DataVersion version)
{
    private const int MaxEntries = 4096;
    private const int LongestId = 64;

    private readonly ConcurrentDictionary<Key, Entry> _found = new();
    private readonly ConcurrentDictionary<Key, Entry> _missing = new();

    /// <summary>The database's number before a look-up, to be handed to <see cref="Keep"/>; null where nothing can be remembered.</summary>
    public long? Version() => version.Now();

    /// <summary>Whether something was remembered under this number, and what: null for "names nothing".</summary>
    public bool TryFind(TargetKind kind, long account, string id, long? at, out Target? target)
    {
        target = null;
        if (at is not { } now)
        {
            return false;
        }
        var key = new Key(kind, account, id);
        if (
            (!_found.TryGetValue(key, out var kept) || kept.Version != now) && (!_missing.TryGetValue(key, out kept) || kept.Version != now)
        )
        {
            return false;
        }
        target = kept.Target;
        return true;
    }

    /// <summary>Remembers what an id names, or that it names nothing.</summary>
    public void Keep(TargetKind kind, long account, string id, Target? target, long? at)
    {
        if (at is not { } now || id.Length > LongestId)
        {
            return;
        }
        var entries = target is null ? _missing : _found;
        if (entries.Count >= MaxEntries)
        {
            entries.Clear();
        }
        entries[new Key(kind, account, id)] = new Entry(now, target);
    }

    private readonly record struct Key(TargetKind Kind, long Account, string Id);

    private readonly record struct Entry(long Version, Target? Target);
}
