using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary>A package's macros, reached by a dot: <c>dbt_utils.star(…)</c>, <c>dbt.dateadd(…)</c>.</summary>
internal sealed class PackageObject(DbtVariables variables, string package) : IJinjaObject
{
    /// <inheritdoc />
    public string TypeName => "MacroNamespace";

    /// <inheritdoc />
    public bool IsMapping => true;

    /// <inheritdoc />
    public bool IsTruthy => true;

    /// <inheritdoc />
    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        if (name == "get")
        {
            value = Value.Function("get", (c, a) => Get(a));
            return true;
        }
        return variables.TryGetIn(package, name, out value);
    }

    /// <inheritdoc />
    public bool TryGetItem(CallContext context, in Value key, out Value value)
    {
        value = default;
        return key.TryGetString(out var name) && name != "get" && TryGetAttribute(context, name, out value);
    }

    /// <inheritdoc />
    public bool? Contains(CallContext context, in Value value) =>
        value.TryGetString(out var name) && variables.TryGetIn(package, name, out _);

    private Value Get(in Arguments arguments) =>
        variables.TryGetIn(package, arguments.RequiredText(0, "key", "get"), out var found)
            ? found
            : arguments.Get(1, "default", Value.None);
}
