using System.Globalization;
using System.Numerics;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Values.Numbers;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Values.Formatting;

/// <summary>Python's format(value, specification).</summary>
internal static class ValueFormat
{
    public static string Apply(CallContext context, in Value value, string specification)
    {
        if (value.Reference is IJinjaObject o)
        {
            return o.Format(specification);
        }
        if (specification.Length == 0)
        {
            return value.ToString();
        }
        switch (value.Kind)
        {
            case ValueKind.Str:
                return OfText(context, (string)value.Reference!, Parse(context, specification, "str"));
            case ValueKind.Bool:
            case ValueKind.Int:
                return OfInt(context, value, Parse(context, specification, value.TypeName));
            case ValueKind.Float:
                return OfFloat(context, value.FloatBits, Parse(context, specification, "float"));
            case ValueKind.Decimal:
                return OfDecimal(context, (JinjaDecimal)value.Reference!, Parse(context, specification, "decimal.Decimal"));
            default:
                throw PythonError.Type($"unsupported format string passed to {value.TypeName}.__format__");
        }
    }

    /// <summary>Groups digits and pads them with a sign in front.</summary>
    public static string Assemble(
        CallContext context,
        string sign,
        string prefix,
        string digits,
        string tail,
        in FormatSpecification spec,
        char defaultAlign
    )
    {
        var align = spec.Align == '\0' ? defaultAlign : spec.Align;
        if (spec.Grouping != '\0')
        {
            var size = spec.Type is 'b' or 'o' or 'x' or 'X' ? 4 : 3;
            var least = align == '=' && spec.Fill == "0" ? spec.Width - sign.Length - prefix.Length - tail.Length : 0;
            digits = Group(digits, spec.Grouping, size, least);
        }
        var length = sign.Length + prefix.Length + digits.Length + tail.Length;
        var pad = spec.Width - length;
        if (pad <= 0)
        {
            return string.Concat(sign, prefix, digits, tail);
        }
        context.Reserve(spec.Width);
        var body = digits + tail;
        return align switch
        {
            '=' => sign + prefix + Fill(spec.Fill, pad) + body,
            '<' => sign + prefix + body + Fill(spec.Fill, pad),
            '^' => Fill(spec.Fill, pad / 2) + sign + prefix + body + Fill(spec.Fill, pad - (pad / 2)),
            _ => Fill(spec.Fill, pad) + sign + prefix + body,
        };
    }

    public static string SignOf(bool negative, char sign) =>
        negative ? "-"
        : sign is '+' or ' ' ? sign.ToString()
        : "";

    private static FormatSpecification Parse(CallContext context, string specification, string typeName)
    {
        var spec = FormatSpecification.Parse(specification, typeName);
        context.Reserve(Math.Max(spec.Width, spec.Precision));
        return spec;
    }

    private static string OfText(CallContext context, string text, in FormatSpecification spec)
    {
        if (spec.Type is not ('\0' or 's'))
        {
            throw Unknown(spec.Type, "str");
        }
        if (spec.Sign != '\0')
        {
            throw PythonError.Value(
                spec.Sign == ' ' ? "Space not allowed in string format specifier" : "Sign not allowed in string format specifier"
            );
        }
        if (spec.NoNegativeZero)
        {
            throw PythonError.Value("Negative zero coercion (z) not allowed in string format specifier");
        }
        if (spec.Alternate)
        {
            throw PythonError.Value("Alternate form (#) not allowed in string format specifier");
        }
        if (spec.Grouping != '\0')
        {
            throw PythonError.Value($"Cannot specify '{spec.Grouping}' with 's'.");
        }
        if (spec.Align == '=')
        {
            throw PythonError.Value("'=' alignment not allowed in string format specifier");
        }
        if (spec.Precision >= 0)
        {
            text = text[..CodePoints.OffsetOf(text, spec.Precision)];
        }
        var pad = spec.Width - CodePoints.Count(text);
        if (pad <= 0)
        {
            return text;
        }
        return spec.Align switch
        {
            '>' => Fill(spec.Fill, pad) + text,
            '^' => Fill(spec.Fill, pad / 2) + text + Fill(spec.Fill, pad - (pad / 2)),
            _ => text + Fill(spec.Fill, pad),
        };
    }

    private static string OfInt(CallContext context, in Value value, in FormatSpecification spec)
    {
        if (spec.Type is 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or '%')
        {
            return OfFloat(context, NumberMath.ToFloat(value), spec);
        }
        if (spec.Type is not ('\0' or 'b' or 'c' or 'd' or 'n' or 'o' or 'x' or 'X'))
        {
            throw Unknown(spec.Type, value.TypeName);
        }
        if (spec.Precision >= 0)
        {
            throw PythonError.Value("Precision not allowed in integer format specifier");
        }
        if (spec.NoNegativeZero)
        {
            throw PythonError.Value("Negative zero coercion (z) not allowed in format specifier with integer");
        }
        value.TryGetInteger(out var number);
        var magnitude = BigInteger.Abs(number);
        if (spec.Grouping != '\0' && (spec.Type is 'n' or 'c' || (spec.Grouping == ',' && spec.Type is 'b' or 'o' or 'x' or 'X')))
        {
            throw PythonError.Value($"Cannot specify '{spec.Grouping}' with '{spec.Type}'.");
        }
        switch (spec.Type)
        {
            case 'c':
                if (spec.Sign != '\0')
                {
                    throw PythonError.Value("Sign not allowed with integer format specifier 'c'");
                }
                if (number < long.MinValue || number > long.MaxValue)
                {
                    throw PythonError.Overflow("Python int too large to convert to C long");
                }
                if (number < 0 || number > 0x10ffff)
                {
                    throw PythonError.Overflow("%c arg not in range(0x110000)");
                }
                return Assemble(context, "", "", CodePoints.ToText((int)number), "", spec, '<');
            case '\0' or 'd' or 'n':
                return Assemble(context, SignOf(number.Sign < 0, spec.Sign), "", PythonText.BigText(magnitude), "", spec, '>');
            default:
                var prefix = spec.Alternate ? "0" + spec.Type : "";
                return Assemble(context, SignOf(number.Sign < 0, spec.Sign), prefix, Based(magnitude, spec.Type), "", spec, '>');
        }
    }

    /// <summary>Digits in base 2, 8 or 16.</summary>
    public static string Based(BigInteger magnitude, char type)
    {
        if (magnitude.IsZero)
        {
            return "0";
        }
        switch (type)
        {
            case 'b':
                return magnitude.ToString("b", CultureInfo.InvariantCulture).TrimStart('0');
            case 'o':
                var digits = new List<char>();
                for (; !magnitude.IsZero; magnitude >>= 3)
                {
                    digits.Add((char)('0' + (int)(magnitude & 7)));
                }
                digits.Reverse();
                return new string([.. digits]);
            default:
                return magnitude.ToString(type == 'x' ? "x" : "X", CultureInfo.InvariantCulture).TrimStart('0');
        }
    }

    private static string OfFloat(CallContext context, double number, in FormatSpecification spec)
    {
        if (spec.Type is not ('\0' or 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or 'n' or '%'))
        {
            throw Unknown(spec.Type, "float");
        }
        if (spec.Grouping != '\0' && spec.Type == 'n')
        {
            throw PythonError.Value($"Cannot specify '{spec.Grouping}' with 'n'.");
        }
        var percent = spec.Type == '%';
        if (percent)
        {
            // In binary, as Python does: the product may be rounded.
            number *= 100;
        }
        var finite = double.IsFinite(number);
        var (_, digits, point) = finite ? FloatText.Shortest(number) : (false, "0", 1);
        var type = percent ? 'f' : spec.Type;
        var body =
            FloatFormat.Body(JinjaDecimal.From(number).Abs(), (digits, point), type, spec.Precision, spec.Alternate) + (percent ? "%" : "");
        var negative = !double.IsNaN(number) && double.IsNegative(number);
        return Numeric(context, body, negative && !(spec.NoNegativeZero && IsZero(body)), spec);
    }

    private static string OfDecimal(CallContext context, JinjaDecimal number, in FormatSpecification spec)
    {
        if (spec.Type is not ('\0' or 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or 'n' or '%'))
        {
            throw PythonError.Value("invalid format string");
        }
        var body = FloatFormat.Body(number.Abs(), null, spec.Type, spec.Precision, spec.Alternate);
        return Numeric(context, body, number.IsNegative && !(spec.NoNegativeZero && IsZero(body)), spec);
    }

    private static bool IsZero(string body) => !body.AsSpan().ContainsAnyInRange('1', '9') && !char.IsAsciiLetter(body[0]);

    private static string Numeric(CallContext context, string body, bool negative, in FormatSpecification spec)
    {
        var end = 0;
        while (end < body.Length && char.IsAsciiDigit(body[end]))
        {
            end++;
        }
        if (end == 0)
        {
            var words = spec with { Grouping = '\0' };
            return Assemble(context, SignOf(negative, spec.Sign), "", body, "", words, '>');
        }
        return Assemble(context, SignOf(negative, spec.Sign), "", body[..end], body[end..], spec, '>');
    }

    private static string Group(string digits, char separator, int size, long least)
    {
        var result = new List<char>(digits.Length + (digits.Length / size));
        var count = 0;
        for (var i = digits.Length - 1; i >= 0 || result.Count < least; i--)
        {
            if (count > 0 && count % size == 0)
            {
                result.Add(separator);
            }
            result.Add(i >= 0 ? digits[i] : '0');
            count++;
        }
        result.Reverse();
        return new string([.. result]);
    }

    private static string Fill(string fill, long count)
    {
        if (fill.Length == 1)
        {
            return new string(fill[0], (int)count);
        }
        return string.Concat(Enumerable.Repeat(fill, (int)count));
    }

    private static JinjaException Unknown(char type, string typeName) =>
        PythonError.Value(
            type is > ' ' and < '\x7f'
                ? $"Unknown format code '{type}' for object of type '{typeName}'"
                : $"Unknown format code '\\x{(int)type:x}' for object of type '{typeName}'"
        );
}
