namespace Headgate.Dbt.Adapters;

/// <summary>Which relations hang on which, so that the cache knows what goes with a dropped one. Each change costs what it touches, whatever the graph's shape.</summary>
internal sealed class RelationLinks
{
    private readonly Lock _lock = new();
    private readonly Dictionary<RelationKey, HashSet<RelationKey>> _dependents = [];
    private readonly Dictionary<RelationKey, HashSet<RelationKey>> _references = [];

    /// <summary>A relation reads another one.</summary>
    public void Add(RelationKey dependent, RelationKey referenced)
    {
        lock (_lock)
        {
            Of(_dependents, referenced).Add(dependent);
            Of(_references, dependent).Add(referenced);
        }
    }

    /// <summary>A relation took another name; what hangs on it still does.</summary>
    public void Rename(RelationKey from, RelationKey to)
    {
        lock (_lock)
        {
            Move(_dependents, _references, from, to);
            Move(_references, _dependents, from, to);
        }
    }

    /// <summary>A relation went: the relations that went with it.</summary>
    public IReadOnlyList<RelationKey> Drop(RelationKey dropped)
    {
        lock (_lock)
        {
            var gone = new HashSet<RelationKey> { dropped };
            var open = new Queue<RelationKey>(gone);
            while (open.TryDequeue(out var key))
            {
                foreach (var dependent in _dependents.GetValueOrDefault(key, []).Where(gone.Add))
                {
                    open.Enqueue(dependent);
                }
            }
            foreach (var key in gone)
            {
                Forget(key);
            }
            gone.Remove(dropped);
            return [.. gone];
        }
    }

    private void Forget(RelationKey key)
    {
        foreach (var referenced in _references.GetValueOrDefault(key, []))
        {
            _dependents.GetValueOrDefault(referenced)?.Remove(key);
        }
        foreach (var dependent in _dependents.GetValueOrDefault(key, []))
        {
            _references.GetValueOrDefault(dependent)?.Remove(key);
        }
        _references.Remove(key);
        _dependents.Remove(key);
    }

    private static void Move(
        Dictionary<RelationKey, HashSet<RelationKey>> forth,
        Dictionary<RelationKey, HashSet<RelationKey>> back,
        RelationKey from,
        RelationKey to
    )
    {
        if (!forth.Remove(from, out var others))
        {
            return;
        }
        Of(forth, to).UnionWith(others);
        foreach (var other in others)
        {
            var known = Of(back, other);
            known.Remove(from);
            known.Add(to);
        }
    }

    private static HashSet<RelationKey> Of(Dictionary<RelationKey, HashSet<RelationKey>> links, RelationKey key)
    {
        if (!links.TryGetValue(key, out var known))
        {
            links[key] = known = [];
        }
        return known;
    }
}
