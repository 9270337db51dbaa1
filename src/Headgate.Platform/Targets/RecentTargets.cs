using System.Collections.Concurrent;
using Headgate.Catalogue;

namespace Headgate.Platform.Targets;

/// <summary>
/// Remembers what ids name for as long as nothing at all has changed in the database, so that a caller who polls one thing costs one query. Never
/// stale: one commit anywhere, and everything is looked up anew.
/// </summary>
internal sealed class RecentTargets(DataVersion version)
{
    private const int MaxEntries = 4096;

    private readonly ConcurrentDictionary<(TargetKind Kind, long Account, string Id), (long Version, Target Target)> _targets = new();

    /// <summary>The database's number before a look-up, to be handed to <see cref="Keep"/>; null where nothing can be remembered.</summary>
    public long? Version() => version.Now();

    /// <summary>What was remembered under this number.</summary>
    public Target? Find(TargetKind kind, long account, string id, long? at) =>
        at is { } now && _targets.TryGetValue((kind, account, id), out var kept) && kept.Version == now ? kept.Target : null;

    /// <summary>Remembers.</summary>
    public void Keep(Target target, long? at)
    {
        if (at is not { } now)
        {
            return;
        }
        if (_targets.Count >= MaxEntries)
        {
            _targets.Clear();
        }
        _targets[(target.Kind, target.AccountId, target.Id)] = (now, target);
    }
}
