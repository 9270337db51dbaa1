using System.Collections;

namespace Headgate.Jinja.Values.Collections;

/// <summary>Python's set. It is walked in the order of insertion; Python leaves the order open.</summary>
public sealed class JinjaSet : IReadOnlyCollection<Value>
{
    private readonly JinjaDict _items;

    /// <summary>Creates an empty set.</summary>
    public JinjaSet() => _items = new JinjaDict();

    /// <summary>Creates a copy.</summary>
    /// <param name="source">The set to copy.</param>
    public JinjaSet(JinjaSet source) => _items = new JinjaDict(source._items);

    /// <summary>Creates a set of given items.</summary>
    /// <param name="items">The items; a list, dict or set raises TypeError.</param>
    public JinjaSet(IEnumerable<Value> items)
        : this()
    {
        foreach (var item in items)
        {
            Add(item);
        }
    }

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <summary>Whether the set cannot change (frozenset), so that it can be hashed.</summary>
    internal bool IsFrozen { get; init; }

    internal int Version => _items.Version;

    /// <summary>Adds an item.</summary>
    /// <param name="item">The item; a list, dict or set raises TypeError.</param>
    /// <returns>False when it was there already.</returns>
    public bool Add(in Value item)
    {
        var count = _items.Count;
        if (!_items.ContainsKey(item))
        {
            _items.Set(item, Value.None);
        }
        return _items.Count != count;
    }

    /// <summary>Whether an item is there.</summary>
    /// <param name="item">The item.</param>
    /// <returns>True when it is.</returns>
    public bool Contains(in Value item) => _items.ContainsKey(item);

    /// <summary>Removes an item.</summary>
    /// <param name="item">The item.</param>
    /// <returns>False when it was not there.</returns>
    public bool Remove(in Value item) => _items.Remove(item, out _);

    /// <summary>Removes everything.</summary>
    public void Clear() => _items.Clear();

    /// <inheritdoc/>
    public IEnumerator<Value> GetEnumerator()
    {
        var position = 0;
        while (_items.Next(ref position, out var item, out _))
        {
            yield return item;
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal bool Next(ref int position, out Value item) => _items.Next(ref position, out item, out _);
}
