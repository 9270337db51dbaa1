using Headgate.Dbt.Artifacts;
using Headgate.Jinja.Values;

namespace Headgate.Dbt.Context.Objects;

/// <summary><c>config</c> while a node runs: reads the node's configuration.</summary>
internal sealed class RunConfigObject(NodeConfig config, string about, Func<Value> model) : IJinjaObject
{
    private static readonly HostMethods<RunConfigObject> Methods = new(
        new Dictionary<string, HostMethod<RunConfigObject>>(StringComparer.Ordinal)
        {
            ["get"] = static (self, c, a) => self.Get(c, a),
            ["require"] = static (self, c, a) => self.Require(c, a),
            ["meta_get"] = static (self, _, a) => self.Meta(a.RequiredText(0, "name", "meta_get")) ?? a.Get(1, "default", Value.None),
            ["meta_require"] = static (self, _, a) =>
                self.Meta(a.RequiredText(0, "name", "meta_require")) ?? throw self.Missing(a[0].ToString()),
            ["set"] = static (self, _, a) =>
            {
                self.Set(a.RequiredText(0, "name", "set"), a.Required(1, "value", "set"));
                return Value.EmptyString;
            },
            ["persist_relation_docs"] = static (self, _, _) => Value.From(self.Persists("relation")),
            ["persist_column_docs"] = static (self, _, _) => Value.From(self.Persists("columns")),
            ["items"] = static (self, c, _) => Operators.CallMethod(c, Value.FromObject(self.Values), "items", Arguments.Empty),
            ["keys"] = static (self, c, _) => Operators.CallMethod(c, Value.FromObject(self.Values), "keys", Arguments.Empty),
        }
    );

    private readonly Dictionary<string, Value> _overrides = new(StringComparer.Ordinal);

    private OrderedDictionary<string, object?> Values => config.Values;

    /// <inheritdoc />
    public string TypeName => "RuntimeConfigObject";

    /// <inheritdoc />
    public bool IsCallable => true;

    /// <inheritdoc />
    public bool IsTruthy => true;

    /// <summary>Running text may call config again: what it says was taken at parse time.</summary>
    public Value Call(CallContext context, Arguments arguments)
    {
        ConfigArguments.Read(arguments);
        return Value.EmptyString;
    }

    /// <inheritdoc />
    public bool TryGetAttribute(CallContext context, string name, out Value value) =>
        Methods.TryGet(this, name, out value) || TryModel(name, out value) || TryFind(name, out value);

    /// <inheritdoc />
    public bool TryGetItem(CallContext context, in Value key, out Value value)
    {
        value = default;
        return key.TryGetString(out var name) && TryFind(name, out value);
    }

    /// <inheritdoc />
    public bool TryCallMethod(CallContext context, string name, Arguments arguments, out Value result) =>
        Methods.TryCall(this, context, name, arguments, out result);

    private bool TryModel(string name, out Value value)
    {
        value = name == "model" ? model() : default;
        return name == "model";
    }

    private bool TryFind(string name, out Value value)
    {
        if (_overrides.TryGetValue(name, out value))
        {
            return true;
        }
        if (name == SnapshotColumns.Config)
        {
            value = Value.FromObject(SnapshotColumns.Of(config));
            return !value.IsNone;
        }
        var found = Values.TryGetValue(name, out var plain) || Values.TryGetValue(name.Replace('_', '-'), out plain);
        value = Value.FromObject(plain);
        return found;
    }

    private Value Get(CallContext context, in Arguments arguments)
    {
        var name = arguments.RequiredText(0, "name", "get");
        if (!TryFind(name, out var value) || value.IsNone)
        {
            return arguments.Get(1, "default", Value.None);
        }
        Validate(context, arguments, value);
        return value;
    }

    private Value Require(CallContext context, in Arguments arguments)
    {
        var name = arguments.RequiredText(0, "name", "require");
        if (!TryFind(name, out var value))
        {
            throw Missing(name);
        }
        Validate(context, arguments, value);
        return value;
    }

    private void Set(string name, in Value value) => _overrides[name] = value;

    private Value? Meta(string name) => config.Meta.TryGetValue(name, out var value) ? Value.FromObject(value) : null;

    private static void Validate(CallContext context, in Arguments arguments, in Value value)
    {
        if (arguments.TryGetKeyword("validator", out var validator) && !validator.IsNone)
        {
            context.Call(validator, Arguments.Of(value));
        }
    }

    private bool Persists(string part) => config.Map("persist_docs")?.GetValueOrDefault(part) is true;

    private DbtException Missing(string name) =>
        new(DbtErrorKind.Compilation, $"Model '{about}' does not define a required config parameter '{name}'.");
}
