using System.Numerics;

namespace Headgate.Jinja.Values.Numbers;

/// <summary>Exact steps between floats and ints.</summary>
internal static class FloatBits
{
    /// <summary>Takes a finite float apart: (−1)^negative × mantissa × 2^power.</summary>
    public static (bool Negative, long Mantissa, int Power) Split(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var power = (int)((bits >> 52) & 0x7ff);
        var mantissa = bits & 0xf_ffff_ffff_ffff;
        if (power == 0)
        {
            power = 1;
        }
        else
        {
            mantissa |= 1L << 52;
        }
        return (bits < 0, mantissa, power - 1075);
    }

    /// <summary>The nearest float of an int, half to even; infinite when too large.</summary>
    public static double Nearest(BigInteger value)
    {
        var size = (long)value.GetBitLength();
        if (size <= 63)
        {
            return (long)value;
        }
        if (size > 1100)
        {
            return value.Sign < 0 ? double.NegativeInfinity : double.PositiveInfinity;
        }
        var magnitude = BigInteger.Abs(value);
        var shift = (int)magnitude.GetBitLength() - 64;
        var top = (ulong)(magnitude >> Math.Max(shift, 0));
        if (shift > 0 && !(magnitude & ((BigInteger.One << shift) - 1)).IsZero)
        {
            top |= 1;
        }
        var result = Math.ScaleB(top, Math.Max(shift, 0));
        return value.Sign < 0 ? -result : result;
    }

    /// <summary>The nearest float of a quotient of two ints, half to even.</summary>
    public static double Quotient(BigInteger a, BigInteger b)
    {
        var negative = a.Sign < 0 != b.Sign < 0;
        a = BigInteger.Abs(a);
        b = BigInteger.Abs(b);
        if (a.IsZero)
        {
            return negative ? -0.0 : 0.0;
        }
        var shift = (int)(66 - ((long)a.GetBitLength() - (long)b.GetBitLength()));
        var quotient = shift >= 0 ? BigInteger.DivRem(a << shift, b, out var rest) : BigInteger.DivRem(a, b << -shift, out rest);
        if (!rest.IsZero)
        {
            quotient |= 1;
        }
        // Below the normal range the mantissa is shorter: fewer bits are kept so that only one rounding happens.
        var lost = -1074 - (-shift);
        if (lost > 0)
        {
            var sticky = !(quotient & ((BigInteger.One << lost) - 1)).IsZero;
            var kept = quotient >> lost;
            var half = lost > 0 && !((quotient >> (lost - 1)) & 1).IsZero;
            var exactHalf = half && (quotient & ((BigInteger.One << (lost - 1)) - 1)).IsZero;
            if ((long)kept.GetBitLength() <= 53)
            {
                if (half && (!exactHalf || !kept.IsEven) && sticky)
                {
                    kept += 1;
                }
                var tiny = Math.ScaleB((double)(long)kept, -1074);
                return negative ? -tiny : tiny;
            }
        }
        var result = Math.ScaleB(Nearest(quotient), -shift);
        return negative ? -result : result;
    }
}
