namespace Headgate.Wire;

/// <summary>The values that a path has for a route's names.</summary>
public readonly struct RouteMatch(IReadOnlyList<string> names, IReadOnlyList<string> values)
{
    /// <summary>No values.</summary>
    public static RouteMatch None { get; } = new([], []);

    /// <summary>Names in the route's order.</summary>
    public IReadOnlyList<string> Names => names;

    /// <summary>The value of a name that the route has.</summary>
    /// <exception cref="InvalidOperationException">The route has no such name.</exception>
    public string Value(string name) => Find(name) ?? throw new InvalidOperationException($"The route has no value \"{name}\".");

    /// <summary>The value of a name, or null where the route has none.</summary>
    public string? Find(string name)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (string.Equals(names[i], name, StringComparison.Ordinal))
            {
                return values[i];
            }
        }
        return null;
    }
}
