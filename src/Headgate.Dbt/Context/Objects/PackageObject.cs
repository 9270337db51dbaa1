using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary>A package's macros, reached by a dot: <c>dbt_utils.star(…)</c>, <c>dbt.dateadd(…)</c>.</summary>
internal sealed class PackageObject(DbtVariables variables, string package) : IJinjaObject
{
    /// <inheritdoc />
    public string TypeName => "MacroNamespace";

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
        if (variables.Scope.FindIn(package, name) is { } entry)
        {
            value = variables.Bind(entry);
            return true;
        }
        value = default;
        return false;
    }

    /// <inheritdoc />
    public bool TryGetItem(CallContext context, in Value key, out Value value)
    {
        value = default;
        return key.TryGetString(out var name) && name != "get" && TryGetAttribute(context, name, out value);
    }

    private Value Get(in Arguments arguments) =>
        variables.Scope.FindIn(package, arguments.RequiredText(0, "key", "get")) is { } entry
            ? variables.Bind(entry)
            : arguments.Get(1, "default", Value.None);
}
