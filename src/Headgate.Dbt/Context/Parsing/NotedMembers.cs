using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Headgate.Dbt.Project;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Parsing;

/// <summary>The names of a parsing context; that the call's arguments were asked for is noted, as what was parsed then hangs on them.</summary>
internal sealed class NotedMembers(IReadOnlyDictionary<string, Value> inner, NotedReads reads) : IReadOnlyDictionary<string, Value>
{
    private const string Arguments = "invocation_args_dict";

    /// <inheritdoc />
    public int Count => inner.Count;

    /// <inheritdoc />
    public IEnumerable<string> Keys => inner.Keys;

    /// <inheritdoc />
    public IEnumerable<Value> Values => inner.Values;

    /// <inheritdoc />
    public Value this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    /// <inheritdoc />
    public bool ContainsKey(string key) => inner.ContainsKey(key);

    /// <inheritdoc />
    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Value value)
    {
        if (key == Arguments)
        {
            reads.NoteArguments();
        }
        return inner.TryGetValue(key, out value);
    }

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, Value>> GetEnumerator() => inner.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => inner.GetEnumerator();
}
