using System.Globalization;
using Headgate.Jinja.Values.Numbers;

namespace Headgate.Jinja.Values.Formatting;

/// <summary>Digits of a finite number rounded half-even, as Python's formats need them.</summary>
internal static class DecimalDigits
{
    /// <summary>The number with a given count of digits after the point.</summary>
    public static string Fixed(JinjaDecimal number, int precision)
    {
        var digits = number.WithExponent(-precision).Coefficient.ToString(CultureInfo.InvariantCulture);
        if (precision == 0)
        {
            return digits;
        }
        if (digits.Length <= precision)
        {
            digits = new string('0', precision + 1 - digits.Length) + digits;
        }
        return string.Concat(digits.AsSpan(0, digits.Length - precision), ".", digits.AsSpan(digits.Length - precision));
    }

    /// <summary>A given count of significant digits, and where the point stands: 0.digits × 10^point.</summary>
    public static (string Digits, int Point) Significant(JinjaDecimal number, int count)
    {
        if (number.Coefficient.IsZero)
        {
            return (new string('0', count), 1);
        }
        var size = JinjaDecimal.Digits(number.Coefficient);
        var rounded = number;
        if (size > count)
        {
            rounded = number.WithExponent(number.Exponent + size - count);
            if (JinjaDecimal.Digits(rounded.Coefficient) > count)
            {
                rounded = new JinjaDecimal(false, rounded.Coefficient / 10, rounded.Exponent + 1);
            }
        }
        var digits = rounded.Coefficient.ToString(CultureInfo.InvariantCulture);
        var point = digits.Length + rounded.Exponent;
        return (digits.PadRight(count, '0'), point);
    }

    /// <summary>Scientific form: d.ddde+XX.</summary>
    public static string Scientific(string digits, int point, char mark, bool keepPoint, int exponentDigits)
    {
        var exponent = point - 1;
        var fraction =
            digits.Length > 1 ? "." + digits[1..]
            : keepPoint ? "."
            : "";
        var power = Math.Abs(exponent).ToString(CultureInfo.InvariantCulture).PadLeft(exponentDigits, '0');
        return $"{digits[0]}{fraction}{mark}{(exponent < 0 ? '-' : '+')}{power}";
    }

    /// <summary>Plain form of digits.</summary>
    public static string Plain(string digits, int point, bool keepPoint)
    {
        if (point <= 0)
        {
            return "0." + new string('0', -point) + digits;
        }
        if (point >= digits.Length)
        {
            return digits + new string('0', point - digits.Length) + (keepPoint ? "." : "");
        }
        return string.Concat(digits.AsSpan(0, point), ".", digits.AsSpan(point));
    }
}
