using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Numbers;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>x|float(default)</c>: the number, or the default when it is none.</summary>
internal static class FloatFilter
{
    private static readonly Signature Signature = new("do_float", 1, "default?");

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        var otherwise = slots[0].IsMissing ? Value.From(0.0) : slots[0];
        if (input.Reference is string text)
        {
            return NumberConversion.TryParseFloat(text, out var number) ? Value.From(number) : otherwise;
        }
        Undefined.ThrowIf(input);
        return input.IsNumber ? Value.From(NumberMath.ToFloat(input)) : otherwise;
    }
}
