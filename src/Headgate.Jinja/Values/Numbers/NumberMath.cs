using System.Numerics;

namespace Headgate.Jinja.Values.Numbers;

/// <summary>Python's arithmetic of int, bool, float and Decimal.</summary>
internal static class NumberMath
{
    public static Value Apply(ArithmeticOperation operation, in Value a, in Value b)
    {
        var kindA = a.Kind;
        var kindB = b.Kind;
        if (kindA == ValueKind.Decimal || kindB == ValueKind.Decimal)
        {
            if (kindA == ValueKind.Float || kindB == ValueKind.Float)
            {
                throw Operators.Unsupported(operation, a, b);
            }
            return Value.From(Decimals(operation, JinjaDecimal.FromNumber(a), JinjaDecimal.FromNumber(b)));
        }
        if (kindA == ValueKind.Float || kindB == ValueKind.Float)
        {
            return Value.From(Floats(operation, ToFloat(a), ToFloat(b)));
        }
        if (a.TryGetInt64(out var x) && b.TryGetInt64(out var y))
        {
            return SmallInts(operation, x, y);
        }
        a.TryGetInteger(out var big);
        b.TryGetInteger(out var other);
        return BigInts(operation, big, other);
    }

    /// <summary>The float of a number; an int too large raises OverflowError.</summary>
    public static double ToFloat(in Value value)
    {
        if (value.IsFloat)
        {
            return value.FloatBits;
        }
        if (value.TryGetInt64(out var small))
        {
            return small;
        }
        if (value.Reference is BigInteger big)
        {
            var result = FloatBits.Nearest(big);
            return double.IsInfinity(result) ? throw PythonError.Overflow("int too large to convert to float") : result;
        }
        return ((JinjaDecimal)value.Reference!).ToDouble();
    }

    /// <summary>Refuses a power that would take too much room, before it is computed.</summary>
    public static void ReservePower(CallContext context, in Value a, in Value b)
    {
        if (a.Kind is ValueKind.Int or ValueKind.Bool && b.TryGetInteger(out var exponent) && exponent.Sign > 0)
        {
            a.TryGetInteger(out var number);
            var bits = BigInteger.Abs(number) <= 1 ? 0 : number.GetBitLength();
            var size = bits * exponent / 3;
            context.Reserve(size > long.MaxValue ? long.MaxValue : (long)size);
        }
    }

    public static void ReserveProduct(CallContext context, in Value a, in Value b)
    {
        if (a.Reference is BigInteger x && b.Reference is BigInteger y)
        {
            context.Reserve((x.GetBitLength() + y.GetBitLength()) / 3);
        }
    }

    public static double FloorDivide(double a, double b) => DivMod(a, b, "float floor division by zero").Quotient;

    public static double Modulo(double a, double b) => DivMod(a, b, "float modulo").Remainder;

    public static long FloorDivide(long a, long b)
    {
        var quotient = a / b;
        return (a % b != 0) && ((a < 0) != (b < 0)) ? quotient - 1 : quotient;
    }

    public static long Modulo(long a, long b)
    {
        if (b == -1)
        {
            return 0;
        }
        var rest = a % b;
        return rest != 0 && ((rest < 0) != (b < 0)) ? rest + b : rest;
    }

    public static (BigInteger Quotient, BigInteger Remainder) DivMod(BigInteger a, BigInteger b)
    {
        var quotient = BigInteger.DivRem(a, b, out var rest);
        return !rest.IsZero && (rest.Sign < 0) != (b.Sign < 0) ? (quotient - 1, rest + b) : (quotient, rest);
    }

    private static Value SmallInts(ArithmeticOperation operation, long a, long b)
    {
        switch (operation)
        {
            case ArithmeticOperation.Divide:
                if (b == 0)
                {
                    throw PythonError.ZeroDivision("division by zero");
                }
                return Math.Abs((double)a) < 1L << 53 && Math.Abs((double)b) < 1L << 53
                    ? Value.From((double)a / b)
                    : Value.From(FloatBits.Quotient(a, b));
            case ArithmeticOperation.FloorDivide when b != 0 && (a != long.MinValue || b != -1):
                return Value.From(FloorDivide(a, b));
            case ArithmeticOperation.Modulo when b != 0:
                return Value.From(Modulo(a, b));
            case ArithmeticOperation.Power when b is >= 0 and < 64 && a is > -2_000_000 and < 2_000_000:
                return SmallPower(a, (int)b);
            default:
                return BigInts(operation, a, b);
        }
    }

    private static Value SmallPower(long a, int exponent)
    {
        long result = 1;
        for (var i = 0; i < exponent; i++)
        {
            var high = Math.BigMul(result, a, out var low);
            if (high != low >> 63)
            {
                return Value.From(BigInteger.Pow(a, exponent));
            }
            result = low;
        }
        return Value.From(result);
    }

    private static Value BigInts(ArithmeticOperation operation, BigInteger a, BigInteger b)
    {
        switch (operation)
        {
            case ArithmeticOperation.Add:
                return Value.From(a + b);
            case ArithmeticOperation.Subtract:
                return Value.From(a - b);
            case ArithmeticOperation.Multiply:
                return Value.From(a * b);
            case ArithmeticOperation.Divide:
                if (b.IsZero)
                {
                    throw PythonError.ZeroDivision("division by zero");
                }
                var quotient = FloatBits.Quotient(a, b);
                return double.IsInfinity(quotient)
                    ? throw PythonError.Overflow("integer division result too large for a float")
                    : Value.From(quotient);
            case ArithmeticOperation.FloorDivide:
                if (b.IsZero)
                {
                    throw PythonError.ZeroDivision("integer division or modulo by zero");
                }
                return Value.From(DivMod(a, b).Quotient);
            case ArithmeticOperation.Modulo:
                if (b.IsZero)
                {
                    throw PythonError.ZeroDivision("integer modulo by zero");
                }
                return Value.From(DivMod(a, b).Remainder);
            default:
                return Power(a, b);
        }
    }

    private static Value Power(BigInteger a, BigInteger b)
    {
        if (b.Sign < 0)
        {
            if (a.IsZero)
            {
                throw PythonError.ZeroDivision("0.0 cannot be raised to a negative power");
            }
            return Value.From(Floats(ArithmeticOperation.Power, ToFloat(Value.From(a)), ToFloat(Value.From(b))));
        }
        if (a.IsZero || a.IsOne)
        {
            return Value.From(b.IsZero ? BigInteger.One : a);
        }
        if (a == BigInteger.MinusOne)
        {
            return Value.From(b.IsEven ? 1 : -1);
        }
        return b > int.MaxValue ? throw PythonError.Limit("the power is too large") : Value.From(BigInteger.Pow(a, (int)b));
    }

    private static double Floats(ArithmeticOperation operation, double a, double b)
    {
        switch (operation)
        {
            case ArithmeticOperation.Add:
                return a + b;
            case ArithmeticOperation.Subtract:
                return a - b;
            case ArithmeticOperation.Multiply:
                return a * b;
            case ArithmeticOperation.Divide:
                return b == 0 ? throw PythonError.ZeroDivision("float division by zero") : a / b;
            case ArithmeticOperation.FloorDivide:
                return FloorDivide(a, b);
            case ArithmeticOperation.Modulo:
                return Modulo(a, b);
            default:
                return Power(a, b);
        }
    }

    private static double Power(double a, double b)
    {
        if (a == 0 && b < 0)
        {
            throw PythonError.ZeroDivision("0.0 cannot be raised to a negative power");
        }
        if (a < 0 && double.IsFinite(a) && double.IsFinite(b) && b != Math.Floor(b))
        {
            throw PythonError.Value("a negative number cannot be raised to a fractional power: there are no complex numbers");
        }
        var result = Math.Pow(a, b);
        return double.IsInfinity(result) && double.IsFinite(a) && double.IsFinite(b)
            ? throw PythonError.Overflow("(34, 'Numerical result out of range')")
            : result;
    }

    private static (double Quotient, double Remainder) DivMod(double a, double b, string onZero)
    {
        if (b == 0)
        {
            throw PythonError.ZeroDivision(onZero);
        }
        var rest = a % b;
        var quotient = (a - rest) / b;
        if (rest != 0)
        {
            if ((b < 0) != (rest < 0))
            {
                rest += b;
                quotient -= 1;
            }
        }
        else
        {
            rest = Math.CopySign(0, b);
        }
        if (quotient == 0)
        {
            return (Math.CopySign(0, a / b), rest);
        }
        var floor = Math.Floor(quotient);
        return (quotient - floor > 0.5 ? floor + 1 : floor, rest);
    }

    private static JinjaDecimal Decimals(ArithmeticOperation operation, JinjaDecimal a, JinjaDecimal b) =>
        operation switch
        {
            ArithmeticOperation.Add => JinjaDecimal.Add(a, b),
            ArithmeticOperation.Subtract => JinjaDecimal.Subtract(a, b),
            ArithmeticOperation.Multiply => JinjaDecimal.Multiply(a, b),
            ArithmeticOperation.Divide => JinjaDecimal.Divide(a, b),
            ArithmeticOperation.FloorDivide => JinjaDecimal.FloorDivide(a, b),
            ArithmeticOperation.Modulo => JinjaDecimal.Modulo(a, b),
            _ => JinjaDecimal.Power(a, b),
        };
}
