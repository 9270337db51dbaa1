using System.Numerics;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Values.Numbers;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Values.Formatting;

/// <summary>Python's <c>text % values</c>.</summary>
internal sealed class PercentFormat
{
    private readonly CallContext _context;
    private readonly Value _arguments;
    private readonly bool _safe;
    private readonly bool _isTuple;
    private int _next;
    private bool _keyed;

    private PercentFormat(CallContext context, in Value arguments, bool safe)
    {
        _context = context;
        _arguments = arguments;
        _safe = safe;
        _isTuple = arguments.Kind == ValueKind.Tuple;
    }

    public static Value Apply(CallContext context, in Value format, in Value arguments)
    {
        var text = new PercentFormat(context, arguments, format.IsSafe).Expand((string)format.Reference!);
        return format.IsSafe ? Value.SafeString(text) : Value.From(text);
    }

    private string Expand(string format)
    {
        using var buffer = new TextBuffer(_context.Limits.MaxValueLength);
        var at = 0;
        while (at < format.Length)
        {
            var next = format.IndexOf('%', at);
            if (next < 0)
            {
                buffer.Append(format.AsSpan(at));
                break;
            }
            buffer.Append(format.AsSpan(at, next - at));
            at = next + 1;
            Directive(buffer, format, ref at);
        }
        var count = _isTuple ? _arguments.TupleReference.Count : 1;
        var mapping = !_isTuple && _arguments.Kind is not ValueKind.Str and not ValueKind.Undefined && IsMapping(_arguments);
        if (_next < count && !mapping && !(_keyed && !_isTuple))
        {
            throw PythonError.Type("not all arguments converted during string formatting");
        }
        _context.Reserve(buffer.Length);
        return buffer.ToString();
    }

    /// <summary>What Python's % takes as a mapping: anything with items by key but tuple and str.</summary>
    private static bool IsMapping(in Value value) =>
        value.Kind is ValueKind.Dict or ValueKind.List or ValueKind.Range or ValueKind.Bytes
        || value.Reference is IJinjaObject { IsMapping: true } or IJinjaObject { IsSequence: true };

    private void Directive(TextBuffer buffer, string format, ref int at)
    {
        Value? keyed = null;
        if (at < format.Length && format[at] == '(')
        {
            keyed = Keyed(format, ref at);
        }
        var flags = new Flags();
        for (; at < format.Length && flags.TrySet(format[at]); at++) { }
        var width = Size(format, ref at, ref flags);
        var precision = -1L;
        if (at < format.Length && format[at] == '.')
        {
            at++;
            var unused = new Flags();
            precision = Math.Max(0, Size(format, ref at, ref unused));
        }
        while (at < format.Length && format[at] is 'h' or 'l' or 'L')
        {
            at++;
        }
        if (at == format.Length)
        {
            throw PythonError.Value("incomplete format");
        }
        var type = format[at++];
        if (type == '%')
        {
            buffer.Append('%');
            return;
        }
        _context.Reserve(Math.Max(width, precision));
        var value = keyed ?? NextArgument();
        var (sign, body) = Convert(value, type, (int)precision, flags, at - 1);
        Pad(buffer, sign, body, width, flags, type);
    }

    private Value Keyed(string format, ref int at)
    {
        if (!IsMapping(_arguments) || _arguments.Kind is ValueKind.Tuple)
        {
            throw PythonError.Type("format requires a mapping");
        }
        var depth = 1;
        var start = ++at;
        for (; at < format.Length && depth > 0; at++)
        {
            depth +=
                format[at] == '(' ? 1
                : format[at] == ')' ? -1
                : 0;
        }
        if (depth > 0)
        {
            throw PythonError.Value("incomplete format key");
        }
        _keyed = true;
        return FieldAccess.Required(_context, _arguments, Value.From(format[start..(at - 1)]));
    }

    private Value NextArgument()
    {
        if (_keyed)
        {
            throw NotEnough();
        }
        if (_isTuple)
        {
            return _next < _arguments.TupleReference.Count ? _arguments.TupleReference[_next++] : throw NotEnough();
        }
        return _next++ == 0 ? _arguments : throw NotEnough();
    }

    private static JinjaException NotEnough() => PythonError.Type("not enough arguments for format string");

    private long Size(string format, ref int at, ref Flags flags)
    {
        if (at < format.Length && format[at] == '*')
        {
            at++;
            var value = NextArgument();
            if (!value.TryGetInt64(out var given))
            {
                throw PythonError.Type("* wants int");
            }
            flags.Left |= given < 0;
            return Math.Abs(given);
        }
        long size = 0;
        for (; at < format.Length && char.IsAsciiDigit(format[at]); at++)
        {
            size = (size * 10) + format[at] - '0';
            if (size > int.MaxValue)
            {
                throw PythonError.Value("width too big");
            }
        }
        return size;
    }

    private (string Sign, string Body) Convert(in Value value, char type, int precision, in Flags flags, int index)
    {
        switch (type)
        {
            case 's':
                return ("", Cut(_safe ? HtmlText.Escaped(value) : value.ToString(), precision));
            case 'r':
                return ("", Cut(_safe ? HtmlText.Escape(value.Repr()) : value.Repr(), precision));
            case 'a':
                return ("", Cut(AsciiText.Of(value), precision));
            case 'c':
                return ("", Character(value));
            case 'd' or 'i' or 'u' or 'o' or 'x' or 'X':
                return Integer(value, type, precision, flags);
            case 'e' or 'E' or 'f' or 'F' or 'g' or 'G':
                return Float(value, type, precision, flags);
            default:
                throw PythonError.Value($"unsupported format character '{(type < 128 ? type : '?')}' (0x{(int)type:x}) at index {index}");
        }
    }

    private static string Cut(string text, int precision) => precision < 0 ? text : text[..CodePoints.OffsetOf(text, precision)];

    private static string Character(in Value value)
    {
        if (value.Reference is string text)
        {
            return CodePoints.Count(text) == 1 ? text : throw PythonError.Type("%c requires int or char");
        }
        if (!value.TryGetInt64(out var code))
        {
            if (value.Reference is BigInteger)
            {
                throw PythonError.Overflow("%c arg not in range(0x110000)");
            }
            throw PythonError.Type("%c requires int or char");
        }
        return code is >= 0 and < 0x110000 ? CodePoints.ToText((int)code) : throw PythonError.Overflow("%c arg not in range(0x110000)");
    }

    private static (string Sign, string Body) Integer(in Value value, char type, int precision, in Flags flags)
    {
        if (type is 'd' or 'i' or 'u')
        {
            Undefined.ThrowIf(value);
        }
        BigInteger number;
        if (value.Kind is ValueKind.Float or ValueKind.Decimal && type is 'd' or 'i' or 'u')
        {
            number = NumberConversion.Truncate(value);
        }
        else if (!value.TryGetInteger(out number))
        {
            throw PythonError.Type(
                type is 'd' or 'i' or 'u'
                    ? $"%{type} format: a real number is required, not {value.TypeName}"
                    : $"%{type} format: an integer is required, not {value.TypeName}"
            );
        }
        var magnitude = BigInteger.Abs(number);
        var digits = type is 'd' or 'i' or 'u' ? PythonText.BigText(magnitude) : ValueFormat.Based(magnitude, type);
        if (digits.Length < precision)
        {
            digits = digits.PadLeft(precision, '0');
        }
        var sign = ValueFormat.SignOf(number.Sign < 0, flags.Sign);
        return (flags.Alternate && type is 'o' or 'x' or 'X' && flags.Alternate ? sign + "0" + type : sign, digits);
    }

    private static (string Sign, string Body) Float(in Value value, char type, int precision, in Flags flags)
    {
        Undefined.ThrowIf(value);
        if (!value.IsNumber)
        {
            throw PythonError.Type($"must be real number, not {value.TypeName}");
        }
        var number = NumberMath.ToFloat(value);
        var body = FloatFormat.Body(JinjaDecimal.From(number).Abs(), ("0", 1), type, precision < 0 ? 6 : precision, flags.Alternate);
        return (ValueFormat.SignOf(double.IsNegative(number) && !double.IsNaN(number), flags.Sign), body);
    }

    private static void Pad(TextBuffer buffer, string sign, string body, long width, in Flags flags, char type)
    {
        var pad = (int)Math.Max(0, width - sign.Length - CodePoints.Count(body));
        var zeros = flags.Zero && !flags.Left && type is not ('s' or 'r' or 'a' or 'c');
        if (pad > 0 && !flags.Left && !zeros)
        {
            buffer.Append(' ', pad);
        }
        buffer.Append(sign);
        if (pad > 0 && zeros)
        {
            buffer.Append('0', pad);
        }
        buffer.Append(body);
        if (pad > 0 && flags.Left)
        {
            buffer.Append(' ', pad);
        }
    }

    private struct Flags
    {
        public bool Left;
        public bool Alternate;
        public bool Zero;
        public char Sign;

        public bool TrySet(char flag)
        {
            switch (flag)
            {
                case '-':
                    Left = true;
                    return true;
                case '#':
                    Alternate = true;
                    return true;
                case '0':
                    Zero = true;
                    return true;
                case '+':
                    Sign = '+';
                    return true;
                case ' ':
                    Sign = Sign == '+' ? '+' : ' ';
                    return true;
                default:
                    return false;
            }
        }
    }
}
