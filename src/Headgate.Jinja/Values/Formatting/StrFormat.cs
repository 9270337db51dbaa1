using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Values.Formatting;

/// <summary>Python's str.format and str.format_map: <c>{field!conversion:specification}</c>.</summary>
internal sealed class StrFormat
{
    private readonly CallContext _context;
    private readonly Arguments _arguments;
    private readonly Value _map;
    private readonly bool _safe;
    private int _automatic;
    private bool _manual;

    private StrFormat(CallContext context, in Arguments arguments, in Value map, bool safe)
    {
        _context = context;
        _arguments = arguments;
        _map = map;
        _safe = safe;
    }

    public static Value Apply(CallContext context, in Value format, in Arguments arguments) =>
        new StrFormat(context, arguments, default, format.IsSafe).Run(format);

    public static Value ApplyMap(CallContext context, in Value format, in Value map) =>
        new StrFormat(context, Arguments.Empty, map, format.IsSafe).Run(format);

    private Value Run(in Value format)
    {
        var text = Expand((string)format.Reference!, 2);
        return _safe ? Value.SafeString(text) : Value.From(text);
    }

    private string Expand(string format, int depth)
    {
        if (depth == 0)
        {
            throw PythonError.Value("Max string recursion exceeded");
        }
        using var buffer = new TextBuffer(_context.Limits.MaxValueLength);
        var at = 0;
        while (at < format.Length)
        {
            var next = format.AsSpan(at).IndexOfAny('{', '}');
            if (next < 0)
            {
                buffer.Append(format.AsSpan(at));
                break;
            }
            buffer.Append(format.AsSpan(at, next));
            at += next;
            if (at + 1 < format.Length && format[at + 1] == format[at])
            {
                buffer.Append(format[at]);
                at += 2;
                continue;
            }
            if (format[at] == '}')
            {
                throw PythonError.Value("Single '}' encountered in format string");
            }
            if (at + 1 == format.Length)
            {
                throw PythonError.Value("Single '{' encountered in format string");
            }
            Field(buffer, format, ref at, depth);
        }
        _context.Reserve(buffer.Length);
        return buffer.ToString();
    }

    private void Field(TextBuffer buffer, string format, ref int at, int depth)
    {
        var start = ++at;
        var brackets = 0;
        while (at < format.Length && (brackets > 0 || format[at] is not ('}' or ':' or '!')))
        {
            if (format[at] == '{')
            {
                throw PythonError.Value("unexpected '{' in field name");
            }
            brackets =
                format[at] == '[' ? 1
                : format[at] == ']' ? 0
                : brackets;
            at++;
        }
        if (at == format.Length)
        {
            throw PythonError.Value("expected '}' before end of string");
        }
        var name = format[start..at];
        var conversion = '\0';
        if (format[at] == '!')
        {
            if (at + 1 >= format.Length)
            {
                throw PythonError.Value("end of string while looking for conversion specifier");
            }
            conversion = format[++at];
            at++;
            if (at == format.Length)
            {
                throw PythonError.Value("unmatched '{' in format spec");
            }
            if (format[at] is not (':' or '}'))
            {
                throw PythonError.Value("expected ':' after conversion specifier");
            }
        }
        var specification = "";
        if (format[at] == ':')
        {
            var from = ++at;
            for (var open = 1; at < format.Length; at++)
            {
                open +=
                    format[at] == '{' ? 1
                    : format[at] == '}' ? -1
                    : 0;
                if (open == 0)
                {
                    break;
                }
            }
            if (at == format.Length)
            {
                throw PythonError.Value("unmatched '{' in format spec");
            }
            specification = format[from..at];
        }
        at++;
        var value = Convert(Find(name), conversion);
        if (specification.AsSpan().ContainsAny('{', '}'))
        {
            specification = Expand(specification, depth - 1);
        }
        Write(buffer, value, specification);
    }

    private void Write(TextBuffer buffer, in Value value, string specification)
    {
        if (!_safe)
        {
            buffer.Append(ValueFormat.Apply(_context, value, specification));
            return;
        }
        if (value.IsSafe || value.Reference is IJinjaObject { Html: not null })
        {
            if (specification.Length > 0)
            {
                throw PythonError.Value($"Format specifier {specification} given, but {value.TypeName} does not define __html_format__.");
            }
            PythonText.WriteEscaped(buffer, value);
            return;
        }
        HtmlText.Write(buffer, ValueFormat.Apply(_context, value, specification));
    }

    private static Value Convert(in Value value, char conversion) =>
        conversion switch
        {
            '\0' => value,
            's' => Value.From(value.ToString()),
            'r' => Value.From(value.Repr()),
            'a' => Value.From(AsciiText.Of(value)),
            _ => throw PythonError.Value(
                $"Unknown conversion specifier {(conversion is > ' ' and < '\x7f' ? conversion.ToString() : $"\\x{(int)conversion:x}")}"
            ),
        };

    private Value Find(string field)
    {
        var end = field.AsSpan().IndexOfAny('.', '[');
        var first = end < 0 ? field : field[..end];
        var value = First(first);
        var at = end < 0 ? field.Length : end;
        while (at < field.Length)
        {
            if (field[at] == '.')
            {
                var next = field.AsSpan(at + 1).IndexOfAny('.', '[');
                var stop = next < 0 ? field.Length : at + 1 + next;
                value = FieldAccess.Attribute(_context, value, field[(at + 1)..stop]);
                at = stop;
                continue;
            }
            if (field[at] != '[')
            {
                throw PythonError.Value("Only '.' or '[' may follow ']' in format field specifier");
            }
            var close = field.IndexOf(']', at);
            if (close < 0)
            {
                throw PythonError.Value("Missing ']' in format string");
            }
            value = FieldAccess.Item(_context, value, field[(at + 1)..close]);
            at = close + 1;
        }
        return value;
    }

    private Value First(string name)
    {
        var numbered = name.Length == 0 || !name.AsSpan().ContainsAnyExceptInRange('0', '9');
        if (!_map.IsMissing)
        {
            if (numbered)
            {
                throw PythonError.Value("Format string contains positional fields");
            }
            return Operators.TryGetItem(_context, _map, Value.From(name), out var item) ? item : throw PythonError.Key(Value.From(name));
        }
        if (!numbered)
        {
            return _arguments.TryGetKeyword(name, out var keyword) ? keyword : throw PythonError.Key(Value.From(name));
        }
        if (name.Length == 0)
        {
            if (_manual)
            {
                throw PythonError.Value("cannot switch from manual field specification to automatic field numbering");
            }
            return Positional(_automatic++);
        }
        if (_automatic > 0)
        {
            throw PythonError.Value("cannot switch from automatic field numbering to manual field specification");
        }
        _manual = true;
        return int.TryParse(name, out var index) ? Positional(index) : throw PythonError.Value("Too many decimal digits in format string");
    }

    private Value Positional(int index) =>
        index < _arguments.PositionalCount
            ? _arguments[index]
            : throw PythonError.Index($"Replacement index {index} out of range for positional args tuple");
}
