using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary><c>builtins</c>: dbt's own functions, for projects that put a macro of the same name before them (<c>builtins.ref</c>).</summary>
internal sealed class BuiltinsObject(DbtVariables variables) : IJinjaObject
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
            value = Value.Function(
                "get",
                (_, a) => variables.TryGetMember(a.RequiredText(0, "key", "get"), out var found) ? found : a.Get(1, "default", Value.None)
            );
            return true;
        }
        if (name == "keys")
        {
            value = Value.Function(name, (_, _) => Value.List([.. variables.MemberNames.Select(n => Value.From(n))]));
            return true;
        }
        return variables.TryGetMember(name, out value);
    }

    /// <inheritdoc />
    public bool TryGetItem(CallContext context, in Value key, out Value value)
    {
        value = default;
        return key.TryGetString(out var name) && variables.TryGetMember(name, out value);
    }

    /// <inheritdoc />
    public IEnumerator<Value> Iterate(CallContext context) => variables.MemberNames.Select(n => Value.From(n)).GetEnumerator();

    /// <inheritdoc />
    public bool? Contains(CallContext context, in Value value) => value.TryGetString(out var name) && variables.TryGetMember(name, out _);
}
