using System.Runtime.CompilerServices;

namespace Headgate.Jinja.Values.Methods;

/// <summary>A method of a value, taken but not yet called: <c>{% set f = text.upper %}</c>.</summary>
internal sealed class BoundMethod(Value self, string name, PythonMethod method) : IJinjaObject
{
    private readonly Value _self = self;

    public string TypeName => "builtin_function_or_method";

    public bool IsCallable => true;

    public Value Call(CallContext context, Arguments arguments) => method(context, _self, arguments);

    // Python shows where the object lies in memory: a number that tells objects apart in one process and means nothing in the next.
    public string Repr() =>
        $"<built-in method {name} of {_self.TypeName} object at 0x7f{RuntimeHelpers.GetHashCode(_self.Reference ?? this):x10}>";

    public bool EqualTo(in Value other) =>
        other.TryGet<BoundMethod>(out var bound)
        && bound.Name == name
        && ReferenceEquals(bound._self.Reference, _self.Reference)
        && bound._self.Bits == _self.Bits;

    public int Hash() => name.GetHashCode();

    private string Name => name;
}
