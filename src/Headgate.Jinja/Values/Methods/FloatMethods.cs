using System.Collections.Frozen;
using System.Globalization;
using System.Numerics;
using Headgate.Jinja.Values.Numbers;

namespace Headgate.Jinja.Values.Methods;

/// <summary>The methods of Python's float.</summary>
internal static class FloatMethods
{
    public static readonly FrozenDictionary<string, PythonMethod> Table = new Dictionary<string, PythonMethod>
    {
        ["is_integer"] = (c, in s, a) => Value.From(IsWhole(Number("is_integer", s, a))),
        ["as_integer_ratio"] = (c, in s, a) => Ratio(Number("as_integer_ratio", s, a)),
        ["hex"] = (c, in s, a) => Value.From(Hex(Number("hex", s, a))),
        ["conjugate"] = (c, in s, a) => Value.From(Number("conjugate", s, a)),
    }.ToFrozenDictionary();

    private static double Number(string name, in Value self, in Arguments arguments)
    {
        MethodArguments.None(arguments, "float", name);
        return self.FloatBits;
    }

    private static bool IsWhole(double number) => double.IsFinite(number) && number == Math.Floor(number);

    private static Value Ratio(double number)
    {
        if (double.IsNaN(number))
        {
            throw PythonError.Value("cannot convert NaN to integer ratio");
        }
        if (double.IsInfinity(number))
        {
            throw PythonError.Overflow("cannot convert Infinity to integer ratio");
        }
        var (negative, mantissa, power) = FloatBits.Split(number);
        while (mantissa != 0 && (mantissa & 1) == 0)
        {
            mantissa >>= 1;
            power++;
        }
        var top =
            mantissa == 0 ? BigInteger.Zero
            : power > 0 ? (BigInteger)mantissa << power
            : mantissa;
        var bottom = mantissa == 0 || power >= 0 ? BigInteger.One : BigInteger.One << -power;
        return Value.Tuple(Value.From(negative ? -top : top), Value.From(bottom));
    }

    private static string Hex(double number)
    {
        if (!double.IsFinite(number))
        {
            return FloatText.Repr(number);
        }
        var bits = BitConverter.DoubleToInt64Bits(number);
        var exponent = (int)((bits >> 52) & 0x7ff);
        var fraction = (bits & 0xf_ffff_ffff_ffff).ToString("x13", CultureInfo.InvariantCulture);
        var sign = bits < 0 ? "-" : "";
        if (number == 0)
        {
            return sign + "0x0.0p+0";
        }
        var lead = exponent == 0 ? '0' : '1';
        var power = exponent == 0 ? -1022 : exponent - 1023;
        return $"{sign}0x{lead}.{fraction}p{(power < 0 ? '-' : '+')}{Math.Abs(power)}";
    }
}
