using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Numbers;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>x|int(default, base)</c>: the integer, or the default when it is none.</summary>
internal static class IntFilter
{
    private static readonly Signature Signature = new("do_int", 1, "default?", "base?");

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        var otherwise = slots[0].IsMissing ? Value.From(0) : slots[0];
        if (input.IsSmallInt)
        {
            return input;
        }
        if (input.Reference is string text)
        {
            // A base that is no integer is Python's TypeError, which the filter takes like a text that is no number.
            return OfText(
                text,
                slots[1].IsMissing ? 10
                    : slots[1].TryGetInt64(out var given) ? given
                    : -1,
                otherwise
            );
        }
        Undefined.ThrowIf(input);
        switch (input.Kind)
        {
            case ValueKind.Int:
            case ValueKind.Bool:
                input.TryGetInteger(out var integer);
                return Value.From(integer);
            case ValueKind.Float when double.IsNaN(input.FloatBits):
                return otherwise;
            case ValueKind.Float:
            case ValueKind.Decimal:
                return Value.From(NumberConversion.Truncate(input));
            default:
                return otherwise;
        }
    }

    private static Value OfText(string text, long numberBase, in Value otherwise)
    {
        var isBase = numberBase is 0 or (>= 2 and <= 36);
        if (isBase && NumberConversion.TryParseInt(text, numberBase, out var number))
        {
            return Value.From(number);
        }
        return NumberConversion.TryParseFloat(text, out var real) && double.IsFinite(real)
            ? Value.From(NumberConversion.Truncate(Value.From(real)))
            : otherwise;
    }
}
