using Headgate.Jinja.Values;

namespace Headgate.Dbt.Rendering;

/// <summary>A fixed set of variables for templates.</summary>
internal sealed class NamedValues(IReadOnlyDictionary<string, Value> values) : IVariables
{
    public bool TryGet(string name, out Value value) => values.TryGetValue(name, out value);
}
