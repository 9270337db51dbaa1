using System.Collections;

namespace Headgate.Jinja.Values.Collections;

/// <summary>An iterator or generator: it can be walked once, and does its work only when it is.</summary>
/// <param name="source">What it gives.</param>
/// <param name="typeName">Its type in Python, e.g. <c>generator</c>.</param>
/// <param name="name">Name of the function that a generator belongs to.</param>
public sealed class JinjaIterator(IEnumerator<Value> source, string typeName = "generator", string? name = null) : IEnumerable<Value>
{
    /// <summary>Its type in Python, e.g. <c>generator</c>.</summary>
    public string TypeName => typeName;

    /// <summary>Name of the function that a generator belongs to.</summary>
    public string? Name => name;

    /// <summary>Takes the next item.</summary>
    /// <param name="item">The item.</param>
    /// <returns>False at the end.</returns>
    public bool TryNext(out Value item)
    {
        if (source.MoveNext())
        {
            item = source.Current;
            return true;
        }
        item = default;
        return false;
    }

    /// <summary>Walks what is left.</summary>
    /// <returns>The one walk that there is.</returns>
    public IEnumerator<Value> GetEnumerator() => source;

    IEnumerator IEnumerable.GetEnumerator() => source;

    internal string Repr() => typeName == "generator" ? $"<generator object {name ?? "generator"}>" : $"<{typeName} object>";
}
