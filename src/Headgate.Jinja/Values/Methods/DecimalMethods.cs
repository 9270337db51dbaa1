using System.Collections.Frozen;
using System.Numerics;
using Headgate.Jinja.Values.Numbers;

namespace Headgate.Jinja.Values.Methods;

/// <summary>The methods of Python's Decimal that templates use.</summary>
internal static class DecimalMethods
{
    public static readonly FrozenDictionary<string, PythonMethod> Table = new Dictionary<string, PythonMethod>
    {
        ["quantize"] = Quantize,
        ["normalize"] = (c, in s, a) => Value.From(Normalized(Number("normalize", s, a))),
        ["to_integral_value"] = (c, in s, a) => Value.From(Whole(Number("to_integral_value", s, a))),
        ["is_nan"] = (c, in s, a) => Value.From(Number("is_nan", s, a).IsNaN),
        ["is_zero"] = (c, in s, a) => Value.From(Number("is_zero", s, a).IsZero),
        ["is_finite"] = (c, in s, a) => Value.From(Number("is_finite", s, a).IsFinite),
        ["is_signed"] = (c, in s, a) => Value.From(Number("is_signed", s, a).IsNegative),
        ["copy_abs"] = (c, in s, a) => Value.From(Number("copy_abs", s, a).Abs()),
        ["copy_negate"] = (c, in s, a) => Value.From(Negated(Number("copy_negate", s, a))),
        ["sqrt"] = (c, in s, a) => Value.From(JinjaDecimal.Power(Number("sqrt", s, a), new JinjaDecimal(false, 5, -1))),
        ["adjusted"] = (c, in s, a) => Value.From(Adjusted(Number("adjusted", s, a))),
    }.ToFrozenDictionary();

    private static JinjaDecimal Number(string name, in Value self, in Arguments arguments)
    {
        MethodArguments.None(arguments, "decimal.Decimal", name);
        return (JinjaDecimal)self.Reference!;
    }

    private static JinjaDecimal Negated(JinjaDecimal number) => new(!number.IsNegative, number.Coefficient, number.Exponent);

    private static int Adjusted(JinjaDecimal number) => number.Exponent + JinjaDecimal.Digits(number.Coefficient) - 1;

    private static JinjaDecimal Whole(JinjaDecimal number) => number.Exponent >= 0 ? number : number.WithExponent(0);

    private static JinjaDecimal Normalized(JinjaDecimal number)
    {
        if (!number.IsFinite)
        {
            return number;
        }
        if (number.IsZero)
        {
            return new JinjaDecimal(number.IsNegative, BigInteger.Zero, 0);
        }
        var (coefficient, exponent) = (number.Coefficient, number.Exponent);
        while ((coefficient % 10).IsZero)
        {
            coefficient /= 10;
            exponent++;
        }
        return new JinjaDecimal(number.IsNegative, coefficient, exponent);
    }

    private static Value Quantize(CallContext context, in Value self, Arguments arguments)
    {
        MethodArguments.Check(arguments, "decimal.Decimal", "quantize", 1, 1);
        var number = (JinjaDecimal)self.Reference!;
        if (arguments[0].Kind is not (ValueKind.Decimal or ValueKind.Int or ValueKind.Bool))
        {
            throw PythonError.Type($"conversion from {arguments[0].TypeName} to Decimal is not supported");
        }
        return Value.From(number.WithExponent(JinjaDecimal.FromNumber(arguments[0]).Exponent));
    }
}
