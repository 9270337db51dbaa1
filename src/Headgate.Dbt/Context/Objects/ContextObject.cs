using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

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
        Value? own = name switch
        {
            "get" => Value.Function(name, (_, a) => Get(a)),
            "keys" => Value.Function(name, (_, _) => Value.List([.. variables.Names.Select(n => Value.From(n))])),
            "update" => Value.Function(name, (_, a) => Update(a)),
            _ => null,
        };
        value = own ?? default;
        return own is not null || variables.TryGet(name, out value);
    }

    /// <inheritdoc />
    public bool TryGetItem(CallContext context, in Value key, out Value value)
    {
        value = default;
        return key.TryGetString(out var name) && variables.TryGet(name, out value);
    }

    /// <inheritdoc />
    public bool? Contains(CallContext context, in Value value) => value.TryGetString(out var name) && variables.TryGet(name, out _);

    /// <inheritdoc />
    public IEnumerator<Value> Iterate(CallContext context) => variables.Names.Select(n => Value.From(n)).GetEnumerator();

    private Value Update(in Arguments arguments)
    {
        if (arguments.TryGet(0, "other", out var other) && other.TryGet<JinjaDict>(out var names))
        {
            foreach (var (name, value) in names)
            {
                variables.Replace(name.ToString(), value);
            }
        }
        return Value.None;
    }

    private Value Get(in Arguments arguments) =>
        variables.TryGet(arguments.RequiredText(0, "key", "get"), out var found) ? found : arguments.Get(1, "default", Value.None);
}
