using System.Collections;

namespace Headgate.Server;

/// <summary>A list that grows while others read it: each reader sees it as it was when it began.</summary>
internal sealed class GrowingList(IEnumerable<string> first) : IReadOnlyList<string>
{
    private volatile string[] _all = [.. first];

    /// <inheritdoc/>
    public int Count => _all.Length;

    /// <inheritdoc/>
    public string this[int index] => _all[index];

    /// <summary>Adds one at the end. One caller at a time.</summary>
    public void Add(string one) => _all = [.. _all, one];

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_all).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
