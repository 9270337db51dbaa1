using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary>An object of dbt's as templates see it: its fields as attributes, and all of them as a dict from <c>to_dict()</c>.</summary>
/// <param name="typeName">The name of its class in dbt.</param>
/// <param name="fields">A dict of its fields, of which some may be such objects again.</param>
/// <param name="whole">The plain dict that <c>to_dict()</c> gives.</param>
internal sealed class DescribedObject(string typeName, Value fields, Func<Value> whole) : IJinjaObject
{
    private const string ToDict = "to_dict";

    /// <inheritdoc/>
    public string TypeName => typeName;

    /// <inheritdoc/>
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        value =
            name == ToDict ? Value.Function(ToDict, (_, _) => whole())
            : Operators.GetItem(context, fields, Value.From(name)) is { IsUndefined: false } found ? found
            : default;
        return !value.IsUndefined;
    }

    /// <inheritdoc/>
    public bool TryGetItem(CallContext context, in Value key, out Value value)
    {
        if (key.TryGetString(out var name))
        {
            return TryGetAttribute(context, name, out value);
        }
        value = default;
        return false;
    }

    /// <inheritdoc/>
    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result)
    {
        result = name == ToDict ? whole() : default;
        return name == ToDict;
    }

    /// <inheritdoc/>
    public string Repr() => $"{typeName}({fields})";
}
