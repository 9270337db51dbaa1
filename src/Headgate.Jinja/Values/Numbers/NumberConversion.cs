using System.Globalization;
using System.Numerics;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Values.Numbers;

/// <summary>Python's int() and float().</summary>
internal static class NumberConversion
{
    /// <summary>int() of a float or Decimal.</summary>
    public static BigInteger Truncate(in Value value)
    {
        if (value.Reference is JinjaDecimal number)
        {
            return number.ToInteger();
        }
        var real = value.FloatBits;
        if (double.IsNaN(real))
        {
            throw PythonError.Value("cannot convert float NaN to integer");
        }
        if (double.IsInfinity(real))
        {
            throw PythonError.Overflow("cannot convert float infinity to integer");
        }
        return new BigInteger(real);
    }

    /// <summary>int() of a text in a base; 0 takes the base from the prefix.</summary>
    public static bool TryParseInt(string text, long numberBase, out BigInteger number)
    {
        number = BigInteger.Zero;
        var rest = Normalized(text);
        var negative = rest.StartsWith("-");
        if (negative || rest.StartsWith("+"))
        {
            rest = rest[1..];
        }
        if (rest.Length == 0)
        {
            return false;
        }
        var prefix = rest.Length > 1 && rest[0] == '0' ? char.ToLowerInvariant(rest[1]) : '\0';
        var named = prefix switch
        {
            'x' => 16,
            'o' => 8,
            'b' => 2,
            _ => 0,
        };
        var prefixed = false;
        if (numberBase == 0)
        {
            numberBase = named == 0 ? 10 : named;
            prefixed = named != 0;
            if (named == 0 && rest.Length > 1 && rest[0] == '0' && rest.ContainsAnyExcept('0', '_'))
            {
                return false;
            }
        }
        else
        {
            prefixed = named == numberBase;
        }
        if (prefixed)
        {
            rest = rest[2..];
            if (rest.StartsWith("_"))
            {
                rest = rest[1..];
            }
        }
        return TryReadDigits(rest, (int)numberBase, negative, out number);
    }

    /// <summary>float() of a text.</summary>
    public static bool TryParseFloat(string text, out double number)
    {
        number = 0;
        var rest = Normalized(text);
        if (rest.Length == 0)
        {
            return false;
        }
        var body = rest[0] is '+' or '-' ? rest[1..] : rest;
        var sign = rest[0] == '-' ? -1.0 : 1.0;
        if (body.Equals("inf", StringComparison.OrdinalIgnoreCase) || body.Equals("infinity", StringComparison.OrdinalIgnoreCase))
        {
            number = sign * double.PositiveInfinity;
            return true;
        }
        if (body.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            number = double.NaN;
            return true;
        }
        for (var i = 0; i < body.Length; i++)
        {
            var c = body[i];
            var underscore = c == '_' && i > 0 && i + 1 < body.Length && char.IsAsciiDigit(body[i - 1]) && char.IsAsciiDigit(body[i + 1]);
            if (!underscore && !char.IsAsciiDigit(c) && c is not ('.' or 'e' or 'E' or '+' or '-'))
            {
                return false;
            }
        }
        return double.TryParse(rest.ToString().Replace("_", ""), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    private static bool TryReadDigits(ReadOnlySpan<char> digits, int numberBase, bool negative, out BigInteger number)
    {
        number = BigInteger.Zero;
        if (digits.Length == 0 || digits[0] == '_' || digits[^1] == '_' || digits.IndexOf("__") >= 0)
        {
            return false;
        }
        if (digits.Length > 4300 && numberBase is not (2 or 4 or 8 or 16 or 32))
        {
            throw PythonError.Value(
                $"Exceeds the limit (4300 digits) for integer string conversion: value has {digits.Length} digits; use sys.set_int_max_str_digits() to increase the limit"
            );
        }
        foreach (var c in digits)
        {
            if (c == '_')
            {
                continue;
            }
            var digit =
                char.IsAsciiDigit(c) ? c - '0'
                : char.IsAsciiLetter(c) ? (c | 0x20) - 'a' + 10
                : 99;
            if (digit >= numberBase)
            {
                return false;
            }
            number = (number * numberBase) + digit;
        }
        number = negative ? -number : number;
        return true;
    }

    /// <summary>Without spaces around it, and with every decimal digit of Unicode as an ASCII digit.</summary>
    private static ReadOnlySpan<char> Normalized(string text)
    {
        var stripped = Headgate.Jinja.Values.Methods.StrMethods.StripText(text, null, true, true);
        if (System.Text.Ascii.IsValid(stripped))
        {
            return stripped;
        }
        using var buffer = new Headgate.Jinja.Values.Text.TextBuffer();
        foreach (var point in CodePoints.ToArray(stripped))
        {
            var value = CharacterClasses.IsDecimal(point) ? CharUnicodeInfo.GetDecimalDigitValue(CodePoints.ToText(point), 0) : -1;
            buffer.Append(value >= 0 ? CodePoints.OneCharacter((char)('0' + value)) : CodePoints.ToText(point));
        }
        return buffer.ToString();
    }
}
