namespace Headgate.Jinja.Values;

/// <summary>A Python module as a value: names and what they stand for.</summary>
/// <param name="moduleName">The module's name.</param>
/// <param name="members">Its functions, classes and constants.</param>
public sealed class ModuleValue(string moduleName, IReadOnlyDictionary<string, Value> members) : IJinjaObject
{
    /// <inheritdoc/>
    public string TypeName => "module";

    /// <inheritdoc/>
    public bool TryGetAttribute(CallContext context, string name, out Value value) => members.TryGetValue(name, out value);

    /// <inheritdoc/>
    public string Repr() => $"<module '{moduleName}'>";
}
