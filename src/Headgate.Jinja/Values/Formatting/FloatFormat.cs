using Headgate.Jinja.Values.Numbers;

namespace Headgate.Jinja.Values.Formatting;

/// <summary>The body (without sign) of a float or Decimal in one of Python's presentation types.</summary>
internal static class FloatFormat
{
    /// <summary>Formats a number that is not negative.</summary>
    /// <param name="number">The exact number.</param>
    /// <param name="shortest">For a float its shortest digits, used without a type and precision.</param>
    /// <param name="type">e, f, g, %, n or '\0'; upper case for upper case results.</param>
    /// <param name="precision">-1 when not given.</param>
    /// <param name="alternate">Whether the point and zeros are kept.</param>
    public static string Body(JinjaDecimal number, (string Digits, int Point)? shortest, char type, int precision, bool alternate)
    {
        if (!number.IsFinite)
        {
            var word = number.IsNaN ? "nan" : "inf";
            if (shortest is null)
            {
                word = number.IsNaN ? "NaN" : "Infinity";
            }
            else if (char.IsAsciiLetterUpper(type))
            {
                word = word.ToUpperInvariant();
            }
            return type == '%' ? word + "%" : word;
        }
        var exponentDigits = shortest is null ? 1 : 2;
        var mark = char.IsAsciiLetterUpper(type) || (shortest is null && type is '\0' or 'n') ? 'E' : 'e';
        switch (char.ToLowerInvariant(type))
        {
            case 'f':
                return FixedPoint(number, precision, alternate, shortest is null);
            case '%':
                var hundredfold = new JinjaDecimal(false, number.Coefficient, number.Exponent + 2);
                return FixedPoint(hundredfold, precision, alternate, shortest is null) + "%";
            case 'e':
                var count =
                    precision >= 0 ? precision + 1
                    : shortest is null ? JinjaDecimal.Digits(number.Coefficient)
                    : 7;
                var (digits, point) = DecimalDigits.Significant(number, count);
                if (number.IsZero && shortest is null)
                {
                    point = precision >= 0 ? number.Exponent + precision + 1 : number.Exponent + 1;
                }
                return DecimalDigits.Scientific(digits, point, mark, alternate, exponentDigits);
            default:
                return shortest is null
                    ? GeneralDecimal(number, precision, mark, alternate)
                    : General(number, shortest.Value, type, precision, mark, alternate);
        }
    }

    private static string FixedPoint(JinjaDecimal number, int precision, bool alternate, bool isDecimal)
    {
        if (precision < 0)
        {
            precision = isDecimal ? Math.Max(0, -number.Exponent) : 6;
        }
        return DecimalDigits.Fixed(number, precision) + (alternate && precision == 0 ? "." : "");
    }

    private static string General(
        JinjaDecimal number,
        (string Digits, int Point) shortest,
        char type,
        int precision,
        char mark,
        bool alternate
    )
    {
        var plain = type == '\0';
        if (plain && precision < 0)
        {
            if (shortest.Point is <= -4 or > 16)
            {
                return DecimalDigits.Scientific(shortest.Digits, shortest.Point, mark, alternate, 2);
            }
            var text = DecimalDigits.Plain(shortest.Digits, shortest.Point, keepPoint: false);
            return text.Contains('.') ? text : text + ".0";
        }
        var count = precision < 0 ? 6 : Math.Max(precision, 1);
        var (digits, point) = DecimalDigits.Significant(number, count);
        var scientific = point <= -4 || point > count - (plain ? 1 : 0);
        if (!alternate)
        {
            digits = digits.TrimEnd('0');
            digits = digits.Length == 0 ? "0" : digits;
        }
        if (scientific)
        {
            return DecimalDigits.Scientific(digits, point, mark, alternate, 2);
        }
        var body = DecimalDigits.Plain(digits, point, alternate);
        return plain && !body.Contains('.') ? body + ".0" : body;
    }

    /// <summary>Decimal keeps its zeros and goes scientific only below 1e-6 or when digits would have to be made up.</summary>
    private static string GeneralDecimal(JinjaDecimal number, int precision, char mark, bool alternate)
    {
        var size = JinjaDecimal.Digits(number.Coefficient);
        var rounded = number;
        precision = precision == 0 ? 1 : precision;
        if (precision > 0 && size > precision)
        {
            var (kept, place) = DecimalDigits.Significant(number, precision);
            rounded = new JinjaDecimal(false, System.Numerics.BigInteger.Parse(kept), place - precision);
        }
        var digits = rounded.Coefficient.ToString();
        var point = digits.Length + rounded.Exponent;
        return rounded.Exponent > 0 || point <= -6
            ? DecimalDigits.Scientific(digits, point, mark, alternate, 1)
            : DecimalDigits.Plain(digits, point, alternate);
    }
}
