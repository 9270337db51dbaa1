using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Headgate.Dbt.Project;

/// <summary>What a project's texts asked for that is not in them: environment variables, options of the call. Safe for several threads.</summary>
internal sealed class NotedReads
{
    private readonly ConcurrentDictionary<string, string?> _variables = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, object?> _flags = new(StringComparer.Ordinal);

    /// <summary>Environment variables by name; null for one that is not set.</summary>
    public IReadOnlyDictionary<string, string?> Variables => _variables;

    /// <summary>Options and behaviour flags by name, with the value that was given.</summary>
    public IReadOnlyDictionary<string, object?> Flags => _flags;

    /// <summary>Was the whole of the call's arguments asked for?</summary>
    public bool Arguments { get; private set; }

    /// <summary>Was the command's name asked for?</summary>
    public bool Command { get; private set; }

    /// <summary>Notes a flag.</summary>
    public void NoteFlag(string name, object? value) => _flags.TryAdd(name, value);

    /// <summary>Notes that the arguments were asked for.</summary>
    public void NoteArguments() => Arguments = true;

    /// <summary>Notes that the command was asked for.</summary>
    public void NoteCommand() => Command = true;

    /// <summary>An environment whose single look-ups are noted; who walks through all of it is not noted.</summary>
    public IReadOnlyDictionary<string, string> Noting(IReadOnlyDictionary<string, string> environment) =>
        new Environment(environment, this);

    private sealed class Environment(IReadOnlyDictionary<string, string> inner, NotedReads reads) : IReadOnlyDictionary<string, string>
    {
        public int Count => inner.Count;

        public IEnumerable<string> Keys => inner.Keys;

        public IEnumerable<string> Values => inner.Values;

        public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

        public bool ContainsKey(string key) => TryGetValue(key, out _);

        public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
        {
            var found = inner.TryGetValue(key, out value);
            reads._variables.TryAdd(key, value);
            return found;
        }

        public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => inner.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => inner.GetEnumerator();
    }
}
