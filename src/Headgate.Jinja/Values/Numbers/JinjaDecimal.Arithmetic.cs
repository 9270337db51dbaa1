using System.Numerics;

namespace Headgate.Jinja.Values.Numbers;

/// <content>Arithmetic in Python's default context.</content>
public sealed partial class JinjaDecimal
{
    internal static JinjaDecimal Add(JinjaDecimal a, JinjaDecimal b)
    {
        if (!a.IsFinite || !b.IsFinite)
        {
            return From(a.SpecialOrZero() + b.SpecialOrZero());
        }
        var (x, y, exponent) = Align(a, b);
        return Rounded(x + y, exponent, a.IsNegative && b.IsNegative);
    }

    internal static JinjaDecimal Subtract(JinjaDecimal a, JinjaDecimal b) => Add(a, b.Negated());

    internal static JinjaDecimal Multiply(JinjaDecimal a, JinjaDecimal b)
    {
        if (!a.IsFinite || !b.IsFinite)
        {
            return From(a.ToDouble() * b.ToDouble());
        }
        return Rounded(Signed(a) * Signed(b), a.Exponent + b.Exponent, a.IsNegative != b.IsNegative);
    }

    internal static JinjaDecimal Divide(JinjaDecimal a, JinjaDecimal b)
    {
        if (!a.IsFinite || !b.IsFinite)
        {
            return From(a.SpecialOrZero() / (b.IsFinite ? 1 : b.ToDouble()));
        }
        if (b.IsZero)
        {
            throw PythonError.ZeroDivision(a.IsZero ? "[<class 'decimal.DivisionUndefined'>]" : "[<class 'decimal.DivisionByZero'>]");
        }
        var negative = a.IsNegative != b.IsNegative;
        var ideal = a.Exponent - b.Exponent;
        if (a.IsZero)
        {
            return new(negative, 0, ideal);
        }
        var shift = Math.Max(0, Digits(b.Coefficient) - Digits(a.Coefficient) + Precision + 1);
        var quotient = BigInteger.DivRem(a.Coefficient * PowerOfTen(shift), b.Coefficient, out var rest);
        var exponent = ideal - shift;
        if (!rest.IsZero)
        {
            // A digit that cannot be mistaken for an exact half or zero keeps the rounding right.
            if (quotient % 5 == 0)
            {
                quotient += 1;
            }
        }
        else
        {
            while (exponent < ideal && (quotient % 10).IsZero)
            {
                quotient /= 10;
                exponent++;
            }
        }
        return Rounded(negative ? -quotient : quotient, exponent, negative);
    }

    internal static JinjaDecimal FloorDivide(JinjaDecimal a, JinjaDecimal b)
    {
        if (b.IsZero)
        {
            throw PythonError.ZeroDivision(a.IsZero ? "[<class 'decimal.DivisionUndefined'>]" : "[<class 'decimal.DivisionByZero'>]");
        }
        if (!a.IsFinite || !b.IsFinite)
        {
            return From(Math.Truncate(a.ToDouble() / b.ToDouble()));
        }
        var (x, y, _) = Align(a, b);
        return Rounded(BigInteger.Divide(x, y), 0, a.IsNegative != b.IsNegative);
    }

    internal static JinjaDecimal Modulo(JinjaDecimal a, JinjaDecimal b)
    {
        if (b.IsZero)
        {
            throw PythonError.ZeroDivision(a.IsZero ? "[<class 'decimal.DivisionUndefined'>]" : "[<class 'decimal.InvalidOperation'>]");
        }
        if (!a.IsFinite || !b.IsFinite)
        {
            return a.IsFinite ? a : NaN;
        }
        var (x, y, exponent) = Align(a, b);
        return Rounded(BigInteger.Remainder(x, y), exponent, a.IsNegative);
    }

    internal static JinjaDecimal Power(JinjaDecimal a, JinjaDecimal b)
    {
        if (b.IsFinite && a.IsFinite && (b.Exponent >= 0 || (b.Coefficient % PowerOfTen(-b.Exponent)).IsZero))
        {
            var n = b.ToInteger();
            if (BigInteger.Abs(n) < 10_000)
            {
                var count = (int)BigInteger.Abs(n);
                var power = new JinjaDecimal(a.IsNegative && count % 2 == 1, BigInteger.Pow(a.Coefficient, count), a.Exponent * count);
                return n.Sign < 0 ? Divide(From(BigInteger.One), power) : Rounded(Signed(power), power.Exponent, power.IsNegative);
            }
        }
        return From(Math.Pow(a.ToDouble(), b.ToDouble())).Rounded();
    }

    internal JinjaDecimal Negated() => new(!IsNegative && !IsZero, Coefficient, Exponent, Form);

    internal JinjaDecimal Abs() => new(false, Coefficient, Exponent, Form);

    /// <summary>The number rounded to the context's 28 digits.</summary>
    internal JinjaDecimal Rounded() => IsFinite ? Rounded(Signed(this), Exponent, IsNegative) : this;

    /// <summary>The number with a given power of ten, rounded half-even (Python's quantize and round).</summary>
    internal JinjaDecimal WithExponent(int exponent)
    {
        if (!IsFinite)
        {
            return this;
        }
        if (exponent <= Exponent)
        {
            return new(IsNegative, Coefficient * PowerOfTen(Exponent - exponent), exponent);
        }
        return new(IsNegative, DivideHalfEven(Coefficient, PowerOfTen(exponent - Exponent)), exponent);
    }

    internal static int Digits(BigInteger coefficient)
    {
        if (coefficient.IsZero)
        {
            return 1;
        }
        var estimate = (int)(coefficient.GetBitLength() * 0.30102999566398120);
        return coefficient >= BigInteger.Pow(10, estimate) ? estimate + 1 : estimate;
    }

    private double SpecialOrZero() => IsFinite ? 0 : ToDouble();

    private static JinjaDecimal Rounded(BigInteger signed, int exponent, bool negativeZero)
    {
        var negative = signed.Sign < 0 || (signed.IsZero && negativeZero);
        var coefficient = BigInteger.Abs(signed);
        var excess = Digits(coefficient) - Precision;
        if (excess <= 0)
        {
            return new(negative, coefficient, exponent);
        }
        coefficient = DivideHalfEven(coefficient, PowerOfTen(excess));
        exponent += excess;
        if (Digits(coefficient) > Precision)
        {
            coefficient /= 10;
            exponent++;
        }
        return new(negative, coefficient, exponent);
    }

    private static BigInteger DivideHalfEven(BigInteger number, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(number, divisor, out var rest);
        var twice = (rest * 2).CompareTo(divisor);
        return twice > 0 || (twice == 0 && !quotient.IsEven) ? quotient + 1 : quotient;
    }
}
