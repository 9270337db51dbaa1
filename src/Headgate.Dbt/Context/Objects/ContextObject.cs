using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary><c>context</c>: the names of the context as a mapping, so that a template can look a macro up by a computed name.</summary>
internal sealed class ContextObject(DbtVariables variables) : IJinjaObject
{
    /// <inheritdoc />
    public string TypeName => "dict";

    /// <inheritdoc />
    public bool IsMapping => true;

    /// <inheritdoc />
    public bool IsTruthy => true;

    /// <inheritdoc />
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        if (name == "get")
        {
            value = Value.Function("get", (_, a) => Get(a));
            return true;
        }
        return variables.TryGet(name, out value);
    }

    /// <inheritdoc />
    public bool TryGetItem(CallContext context, in Value key, out Value value)
    {
        value = default;
        return key.TryGetString(out var name) && variables.TryGet(name, out value);
    }

    /// <inheritdoc />
    public bool? Contains(CallContext context, in Value value) => value.TryGetString(out var name) && variables.TryGet(name, out _);

    private Value Get(in Arguments arguments) =>
        variables.TryGet(arguments.RequiredText(0, "key", "get"), out var found) ? found : arguments.Get(1, "default", Value.None);
}
