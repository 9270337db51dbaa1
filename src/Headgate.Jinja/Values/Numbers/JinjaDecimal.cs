using System.Globalization;
using System.Numerics;

namespace Headgate.Jinja.Values.Numbers;

/// <summary>
/// Python's decimal.Decimal: a sign, digits and a power of ten, of any size, with arithmetic rounded half-even to 28 digits as in Python's
/// default context.
/// </summary>
public sealed partial class JinjaDecimal
{
    private const int Precision = 28;

    /// <summary>Not a number.</summary>
    public static readonly JinjaDecimal NaN = new(false, 0, 0, DecimalForm.NaN);

    /// <summary>Zero without digits after the point.</summary>
    public static readonly JinjaDecimal Zero = new(false, 0, 0);

    /// <summary>Creates a number: (−1)^negative × coefficient × 10^exponent.</summary>
    /// <param name="isNegative">Whether it is below zero (or a negative zero).</param>
    /// <param name="coefficient">Its digits, not negative.</param>
    /// <param name="exponent">The power of ten.</param>
    public JinjaDecimal(bool isNegative, BigInteger coefficient, int exponent)
        : this(isNegative, coefficient, exponent, DecimalForm.Finite) { }

    private JinjaDecimal(bool isNegative, BigInteger coefficient, int exponent, DecimalForm form)
    {
        IsNegative = isNegative;
        Coefficient = coefficient;
        Exponent = exponent;
        Form = form;
    }

    private enum DecimalForm
    {
        Finite,
        Infinite,
        NaN,
    }

    /// <summary>Whether the sign is minus.</summary>
    public bool IsNegative { get; }

    /// <summary>The digits, not negative.</summary>
    public BigInteger Coefficient { get; }

    /// <summary>The power of ten.</summary>
    public int Exponent { get; }

    /// <summary>Whether it is neither infinite nor NaN.</summary>
    public bool IsFinite => Form == DecimalForm.Finite;

    /// <summary>Whether it is zero.</summary>
    public bool IsZero => IsFinite && Coefficient.IsZero;

    internal bool IsNaN => Form == DecimalForm.NaN;

    private DecimalForm Form { get; }

    /// <summary>The number of a decimal of .NET, with all its digits after the point.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The same number.</returns>
    public static JinjaDecimal From(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var coefficient = ((BigInteger)(uint)bits[2] << 64) + ((BigInteger)(uint)bits[1] << 32) + (uint)bits[0];
        return new(bits[3] < 0, coefficient, -((bits[3] >> 16) & 0xff));
    }

    /// <summary>The number of an int.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The same number.</returns>
    public static JinjaDecimal From(BigInteger value) => new(value.Sign < 0, BigInteger.Abs(value), 0);

    /// <summary>The exact number of a float.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The same number with all its digits.</returns>
    public static JinjaDecimal From(double value)
    {
        if (double.IsNaN(value))
        {
            return NaN;
        }
        if (double.IsInfinity(value))
        {
            return new(value < 0, 0, 0, DecimalForm.Infinite);
        }
        var (negative, mantissa, power) = FloatBits.Split(value);
        if (mantissa == 0)
        {
            return new(negative, 0, 0);
        }
        while ((mantissa & 1) == 0 && power < 0)
        {
            mantissa >>= 1;
            power++;
        }
        return power >= 0 ? new(negative, (BigInteger)mantissa << power, 0) : new(negative, mantissa * BigInteger.Pow(5, -power), power);
    }

    /// <summary>Reads Python's text form of a Decimal.</summary>
    /// <param name="text">E.g. <c>1.50</c>, <c>-2E+3</c>, <c>Infinity</c>.</param>
    /// <param name="value">The number.</param>
    /// <returns>False when the text is none.</returns>
    public static bool TryParse(string text, out JinjaDecimal value)
    {
        value = Zero;
        var rest = text.AsSpan().Trim();
        var negative = rest.StartsWith("-");
        if (negative || rest.StartsWith("+"))
        {
            rest = rest[1..];
        }
        if (rest.Equals("inf", StringComparison.OrdinalIgnoreCase) || rest.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            value = new(negative, 0, 0, DecimalForm.Infinite);
            return true;
        }
        if (rest.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            value = NaN;
            return true;
        }
        var exponent = 0;
        var mark = rest.IndexOfAny('e', 'E');
        if (mark >= 0)
        {
            if (!int.TryParse(rest[(mark + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
            {
                return false;
            }
            rest = rest[..mark];
        }
        var point = rest.IndexOf('.');
        var digits = point < 0 ? rest.ToString() : string.Concat(rest[..point], rest[(point + 1)..]);
        digits = digits.Replace("_", "");
        if (digits.Length == 0 || digits.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }
        value = new(negative, BigInteger.Parse(digits, CultureInfo.InvariantCulture), exponent - (point < 0 ? 0 : rest.Length - point - 1));
        return true;
    }

    /// <summary>The number of an int, bool, float or Decimal.</summary>
    internal static JinjaDecimal FromNumber(in Value value)
    {
        if (value.Reference is JinjaDecimal number)
        {
            return number;
        }
        if (value.TryGetInteger(out var integer))
        {
            return From(integer);
        }
        return From(value.FloatBits);
    }

    /// <summary>Orders two numbers; false when one is NaN.</summary>
    internal static bool TryCompare(JinjaDecimal a, JinjaDecimal b, out int order)
    {
        order = 0;
        if (a.IsNaN || b.IsNaN)
        {
            return false;
        }
        if (!a.IsFinite || !b.IsFinite)
        {
            order = Rank(a).CompareTo(Rank(b));
            return true;
        }
        var (x, y, _) = Align(a, b);
        order = x.CompareTo(y);
        return true;

        static int Rank(JinjaDecimal d) =>
            d.IsFinite ? 0
            : d.IsNegative ? -1
            : 1;
    }

    /// <summary>The nearest float.</summary>
    /// <returns>The float; infinite when too large.</returns>
    public double ToDouble()
    {
        if (IsNaN)
        {
            return double.NaN;
        }
        if (!IsFinite)
        {
            return IsNegative ? double.NegativeInfinity : double.PositiveInfinity;
        }
        return double.Parse(ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);
    }

    /// <summary>The number without what is after the point.</summary>
    internal BigInteger ToInteger()
    {
        if (IsNaN)
        {
            throw PythonError.Value("cannot convert NaN to integer");
        }
        if (!IsFinite)
        {
            throw PythonError.Overflow("cannot convert Infinity to integer");
        }
        var number = Exponent >= 0 ? Coefficient * PowerOfTen(Exponent) : Coefficient / PowerOfTen(-Exponent);
        return IsNegative ? -number : number;
    }

    internal int ToHash()
    {
        if (!IsFinite)
        {
            return ToDouble().GetHashCode();
        }
        return ValueEquality.HashOf(ToDouble());
    }

    /// <summary>Python's str() of the number.</summary>
    /// <returns>E.g. <c>1.50</c> or <c>2E+3</c>.</returns>
    public override string ToString()
    {
        var sign = IsNegative ? "-" : "";
        if (!IsFinite)
        {
            return sign + (IsNaN ? "NaN" : "Infinity");
        }
        var digits = Coefficient.ToString(CultureInfo.InvariantCulture);
        var left = Exponent + digits.Length;
        if (Exponent > 0 || left <= -6)
        {
            var exponent = left - 1;
            var fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return $"{sign}{digits[0]}{fraction}E{(exponent < 0 ? "" : "+")}{exponent}";
        }
        if (Exponent == 0)
        {
            return sign + digits;
        }
        return left > 0 ? $"{sign}{digits[..left]}.{digits[left..]}" : $"{sign}0.{new string('0', -left)}{digits}";
    }

    private static BigInteger PowerOfTen(int power)
    {
        if (power > 100_000)
        {
            throw PythonError.Limit("a Decimal of more than 100000 digits");
        }
        return BigInteger.Pow(10, power);
    }

    private static (BigInteger A, BigInteger B, int Exponent) Align(JinjaDecimal a, JinjaDecimal b)
    {
        var exponent = Math.Min(a.Exponent, b.Exponent);
        return (Signed(a) * PowerOfTen(a.Exponent - exponent), Signed(b) * PowerOfTen(b.Exponent - exponent), exponent);
    }

    private static BigInteger Signed(JinjaDecimal value) => value.IsNegative ? -value.Coefficient : value.Coefficient;
}
