using System.Collections;

namespace Headgate.Jinja.Values;

/// <summary>Variables held in a dictionary.</summary>
public sealed class Variables : IVariables, IEnumerable<KeyValuePair<string, Value>>
{
    private readonly Dictionary<string, Value> _values = new(StringComparer.Ordinal);

    /// <summary>No variables at all.</summary>
    public static IVariables None { get; } = new Variables();

    /// <summary>A variable's value.</summary>
    /// <param name="name">Its name.</param>
    public Value this[string name]
    {
        get => _values[name];
        set => _values[name] = value;
    }

    /// <summary>Takes over objects of .NET as <see cref="Value.FromObject"/> does.</summary>
    /// <param name="values">Names and objects.</param>
    /// <returns>The variables.</returns>
    public static Variables From(IEnumerable<KeyValuePair<string, object?>> values)
    {
        var result = new Variables();
        foreach (var (name, value) in values)
        {
            result.Add(name, value);
        }
        return result;
    }

    /// <summary>Adds or replaces a variable.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">Its value.</param>
    public void Add(string name, Value value) => _values[name] = value;

    /// <summary>Adds or replaces a variable by an object of .NET, see <see cref="Value.FromObject"/>.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The object.</param>
    public void Add(string name, object? value) => _values[name] = Value.FromObject(value);

    /// <inheritdoc/>
    public bool TryGet(string name, out Value value) => _values.TryGetValue(name, out value);

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, Value>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
