using System.Collections;

namespace Headgate.Jinja.Values.Collections;

/// <summary>Python's tuple.</summary>
/// <param name="items">The items; not copied, and not to be changed.</param>
public sealed class JinjaTuple(params Value[] items) : IReadOnlyList<Value>
{
    /// <summary>The tuple of no items.</summary>
    public static JinjaTuple Empty { get; } = new();

    /// <inheritdoc/>
    public int Count => Items.Length;

    /// <inheritdoc/>
    public Value this[int index] => Items[index];

    internal Value[] Items { get; } = items;

    /// <summary>Names of the items of a named tuple, else null.</summary>
    internal string[]? FieldNames { get; init; }

    /// <summary>Name that repr writes before the fields of a named tuple, else null.</summary>
    internal string? TypeText { get; init; }

    /// <inheritdoc/>
    public IEnumerator<Value> GetEnumerator() => ((IEnumerable<Value>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Items.GetEnumerator();
}
