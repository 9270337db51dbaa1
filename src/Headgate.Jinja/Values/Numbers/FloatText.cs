using System.Globalization;

namespace Headgate.Jinja.Values.Numbers;

/// <summary>Python's repr of a float: the shortest digits that give it back, in scientific form from 1e16 and below 1e-4.</summary>
internal static class FloatText
{
    public static string Repr(double value)
    {
        if (double.IsNaN(value))
        {
            return "nan";
        }
        if (double.IsInfinity(value))
        {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == Math.Floor(value) && Math.Abs(value) < 1e15)
        {
            var whole = ((long)value).ToString(CultureInfo.InvariantCulture);
            return value == 0 && double.IsNegative(value) ? "-0.0" : whole + ".0";
        }
        var (negative, digits, point) = Shortest(value);
        return (negative ? "-" : "") + Place(digits, point, -4, 16, addPoint: true);
    }

    /// <summary>The shortest digits of a finite float and where its point stands: 0.digits × 10^point.</summary>
    public static (bool Negative, string Digits, int Point) Shortest(double value)
    {
        var round = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var mark = round.IndexOf('E');
        var exponent = mark < 0 ? 0 : int.Parse(round.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = mark < 0 ? round : round[..mark];
        var dot = mantissa.IndexOf('.');
        var point = (dot < 0 ? mantissa.Length : dot) + exponent;
        var digits = dot < 0 ? mantissa : string.Concat(mantissa.AsSpan(0, dot), mantissa.AsSpan(dot + 1));
        var stripped = digits.TrimStart('0');
        point -= digits.Length - stripped.Length;
        digits = stripped.TrimEnd('0');
        return digits.Length == 0 ? (double.IsNegative(value), "0", 1) : (double.IsNegative(value), digits, point);
    }

    /// <summary>Writes digits plainly, or in scientific form when the decimal exponent is below <paramref name="low"/> or from <paramref name="high"/> on.</summary>
    public static string Place(string digits, int point, int low, int high, bool addPoint)
    {
        var exponent = point - 1;
        if (exponent < low || exponent >= high)
        {
            var fraction = digits.Length > 1 ? "." + digits[1..] : "";
            return $"{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        }
        if (point <= 0)
        {
            return "0." + new string('0', -point) + digits;
        }
        if (point >= digits.Length)
        {
            return digits + new string('0', point - digits.Length) + (addPoint ? ".0" : "");
        }
        return string.Concat(digits.AsSpan(0, point), ".", digits.AsSpan(point));
    }
}
