using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Functions;

/// <summary><c>joiner(separator)</c>: gives nothing at the first call and the separator at every other.</summary>
internal sealed class JoinerObject : IJinjaObject
{
    private static readonly Signature Signature = new("Joiner.__init__", 1, "sep?");
    private readonly Value _separator;
    private bool _used;

    public JoinerObject(in Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        _separator = slots[0].IsMissing ? Value.From(", ") : slots[0];
    }

    public string TypeName => "Joiner";

    public string QualifiedTypeName => "jinja2.utils.Joiner";

    public bool IsCallable => true;

    public Value Call(CallContext context, Arguments arguments)
    {
        FilterArguments.None(arguments, "Joiner.__call__");
        if (_used)
        {
            return _separator;
        }
        _used = true;
        return Value.EmptyString;
    }

    public bool TryGetAttribute(CallContext context, string name, out Value value)
    {
        value = name switch
        {
            "sep" => _separator,
            "used" => Value.From(_used),
            _ => default,
        };
        return !value.IsMissing;
    }
}
