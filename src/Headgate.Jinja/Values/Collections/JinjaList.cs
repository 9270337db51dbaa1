using System.Collections;
using System.Runtime.InteropServices;

namespace Headgate.Jinja.Values.Collections;

/// <summary>Python's list: mutable, and shared by all values that refer to it.</summary>
public sealed class JinjaList : IReadOnlyList<Value>
{
    /// <summary>Creates an empty list.</summary>
    public JinjaList() => Items = [];

    /// <summary>Creates a list of given items.</summary>
    /// <param name="items">The items; copied.</param>
    public JinjaList(params ReadOnlySpan<Value> items)
    {
        Items = new List<Value>(items.Length);
        Items.AddRange(items);
    }

    /// <summary>Creates a list around items.</summary>
    /// <param name="items">The items; not copied.</param>
    public JinjaList(List<Value> items) => Items = items;

    /// <inheritdoc/>
    public int Count => Items.Count;

    /// <inheritdoc cref="List{T}.this"/>
    public Value this[int index]
    {
        get => Items[index];
        set => Items[index] = value;
    }

    internal List<Value> Items { get; }

    internal ReadOnlySpan<Value> Span => CollectionsMarshal.AsSpan(Items);

    /// <summary>Appends an item.</summary>
    /// <param name="item">The item.</param>
    public void Add(Value item) => Items.Add(item);

    /// <inheritdoc/>
    public IEnumerator<Value> GetEnumerator() => Items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Items.GetEnumerator();
}
