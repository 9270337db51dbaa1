using System.Numerics;

namespace Headgate.Jinja.Values.Numbers;

/// <summary>Python's abs(), float(), int() and round().</summary>
internal static class NumberFunctions
{
    public static Value Abs(in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Bool:
            case ValueKind.Int when value.IsSmallInt && value.Bits != long.MinValue:
                return Value.From(Math.Abs(value.Bits));
            case ValueKind.Int:
                value.TryGetInteger(out var big);
                return Value.From(BigInteger.Abs(big));
            case ValueKind.Float:
                return Value.From(Math.Abs(value.FloatBits));
            case ValueKind.Decimal:
                return Value.From(((JinjaDecimal)value.Reference!).Abs().Rounded());
            default:
                if (
                    value.Reference is IJinjaObject o
                    && o.TryCompare(Value.From(0), out _) is false
                    && o.TryArithmetic(ArithmeticOperation.Negate, default, false, out var negated)
                )
                {
                    return Comparison.Less(value, negated) ? negated : value;
                }
                throw PythonError.Type($"bad operand type for abs(): '{value.TypeName}'");
        }
    }

    /// <summary>float() of a number or text.</summary>
    public static double ToFloat(in Value value)
    {
        if (value.Reference is string text)
        {
            return NumberConversion.TryParseFloat(text, out var number)
                ? number
                : throw PythonError.Value($"could not convert string to float: {value.Repr()}");
        }
        Undefined.ThrowIf(value);
        return value.IsNumber
            ? NumberMath.ToFloat(value)
            : throw PythonError.Type($"float() argument must be a string or a real number, not '{value.TypeName}'");
    }

    /// <summary>A number as math.ceil() and math.floor() take it.</summary>
    public static double RequireFloat(in Value value)
    {
        Undefined.ThrowIf(value);
        return value.IsNumber ? NumberMath.ToFloat(value) : throw PythonError.Type($"must be real number, not {value.TypeName}");
    }

    /// <summary>int() of a number.</summary>
    public static BigInteger Truncate(in Value value) => value.TryGetInteger(out var integer) ? integer : NumberConversion.Truncate(value);

    /// <summary>round(): half to even, on the exact value of a float.</summary>
    public static Value Round(in Value value, in Value precision)
    {
        if (!value.IsNumber)
        {
            throw PythonError.Type($"type {value.TypeName} doesn't define __round__ method");
        }
        if (precision.IsNone)
        {
            return Value.From(
                value.TryGetInteger(out var same) ? same
                : value.Kind == ValueKind.Float && double.IsFinite(value.FloatBits)
                    ? JinjaDecimal.From(value.FloatBits).WithExponent(0).ToInteger()
                : value.Reference is JinjaDecimal d ? d.WithExponent(0).ToInteger()
                : NumberConversion.Truncate(value)
            );
        }
        if (!precision.TryGetInt64(out var digits))
        {
            throw PythonError.Type($"'{precision.TypeName}' object cannot be interpreted as an integer");
        }
        if (value.TryGetInteger(out var integer))
        {
            return Value.From(digits >= 0 ? integer : RoundInteger(integer, digits));
        }
        if (value.Reference is JinjaDecimal exact)
        {
            return Value.From(exact.WithExponent((int)-Math.Clamp(digits, -1_000_000, 1_000_000)));
        }
        return Value.From(RoundFloat(value.FloatBits, digits));
    }

    private static double RoundFloat(double number, long digits)
    {
        if (!double.IsFinite(number) || digits > 323)
        {
            return number;
        }
        if (digits < -308)
        {
            return Math.CopySign(0, number);
        }
        var rounded = JinjaDecimal.From(number).WithExponent((int)-digits).ToDouble();
        return double.IsInfinity(rounded) ? throw PythonError.Overflow("rounded value too large to represent") : rounded;
    }

    private static BigInteger RoundInteger(BigInteger number, long digits)
    {
        if (-digits > number.GetBitLength())
        {
            return BigInteger.Zero;
        }
        return JinjaDecimal.From(number).WithExponent((int)-digits).ToInteger();
    }
}
