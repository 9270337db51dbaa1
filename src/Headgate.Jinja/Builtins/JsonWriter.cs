using System.Globalization;
using System.Numerics;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;
using Headgate.Jinja.Values.Methods;
using Headgate.Jinja.Values.Numbers;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Builtins;

/// <summary>Python's json.dumps: ASCII only, a space after comma and colon.</summary>
internal sealed class JsonWriter
{
    private readonly CallContext _context;
    private readonly string? _indent;
    private readonly bool _sortKeys;
    private readonly TextBuffer _buffer;
    private readonly HashSet<object> _open = new(ReferenceEqualityComparer.Instance);

    private JsonWriter(CallContext context, string? indent, bool sortKeys, TextBuffer buffer)
    {
        _context = context;
        _indent = indent;
        _sortKeys = sortKeys;
        _buffer = buffer;
    }

    public static string Write(CallContext context, in Value value, string? indent, bool sortKeys)
    {
        using var buffer = new TextBuffer(context.Limits.MaxValueLength);
        new JsonWriter(context, indent, sortKeys, buffer).WriteValue(value, 0);
        context.Reserve(buffer.Length);
        return buffer.ToString();
    }

    /// <summary>The text that one level of indentation adds.</summary>
    public static string IndentOf(CallContext context, in Value indent)
    {
        if (indent.Reference is string text)
        {
            return text;
        }
        var count = MethodArguments.Index(indent);
        context.Reserve(count);
        return new string(' ', (int)Math.Max(0, count));
    }

    private void WriteValue(in Value value, int depth)
    {
        switch (value.Kind)
        {
            case ValueKind.None:
                _buffer.Append("null");
                return;
            case ValueKind.Bool:
                _buffer.Append(value.BoolBits ? "true" : "false");
                return;
            case ValueKind.Int:
                _buffer.Append(
                    value.IsSmallInt ? value.Bits.ToString(CultureInfo.InvariantCulture) : PythonText.BigText((BigInteger)value.Reference!)
                );
                return;
            case ValueKind.Float:
                _buffer.Append(FloatOf(value.FloatBits));
                return;
            case ValueKind.Str:
                WriteText((string)value.Reference!);
                return;
            case ValueKind.List:
                WriteList(value.Reference!, value.ListReference.Span, depth);
                return;
            case ValueKind.Tuple:
                WriteList(value.Reference!, value.TupleReference.Items, depth);
                return;
            case ValueKind.Dict:
                WriteDict(value.DictReference, depth);
                return;
            default:
                throw PythonError.Type($"Object of type {ShortName(value)} is not JSON serializable");
        }
    }

    private static string ShortName(in Value value) => value.Kind == ValueKind.Decimal ? "Decimal" : value.TypeName;

    private static string FloatOf(double number) =>
        double.IsNaN(number) ? "NaN"
        : double.IsInfinity(number) ? (number > 0 ? "Infinity" : "-Infinity")
        : FloatText.Repr(number);

    private void Enter(object container)
    {
        Recursion.Guard(" while encoding a JSON object");
        if (!_open.Add(container))
        {
            throw PythonError.Value("Circular reference detected");
        }
    }

    private void WriteList(object self, ReadOnlySpan<Value> items, int depth)
    {
        if (items.Length == 0)
        {
            _buffer.Append("[]");
            return;
        }
        Enter(self);
        _buffer.Append('[');
        for (var i = 0; i < items.Length; i++)
        {
            _context.Step();
            Separate(i, depth + 1);
            WriteValue(items[i], depth + 1);
        }
        Break(depth);
        _buffer.Append(']');
        _open.Remove(self);
    }

    private void WriteDict(JinjaDict dict, int depth)
    {
        if (dict.Count == 0)
        {
            _buffer.Append("{}");
            return;
        }
        Enter(dict);
        _buffer.Append('{');
        var keys = new Value[dict.Count];
        var position = 0;
        for (var i = 0; dict.Next(ref position, out var key, out _); i++)
        {
            keys[i] = key;
        }
        if (_sortKeys)
        {
            keys = StableSort.Sort(_context, keys, null, false);
        }
        for (var i = 0; i < keys.Length; i++)
        {
            _context.Step();
            Separate(i, depth + 1);
            WriteText(KeyOf(keys[i]));
            _buffer.Append(": ");
            dict.TryGetValue(keys[i], out var item);
            WriteValue(item, depth + 1);
        }
        Break(depth);
        _buffer.Append('}');
        _open.Remove(dict);
    }

    private static string KeyOf(in Value key) =>
        key.Kind switch
        {
            ValueKind.Str => (string)key.Reference!,
            ValueKind.None => "null",
            ValueKind.Bool => key.BoolBits ? "true" : "false",
            ValueKind.Int => key.ToString(),
            ValueKind.Float => FloatOf(key.FloatBits),
            _ => throw PythonError.Type($"keys must be str, int, float, bool or None, not {ShortName(key)}"),
        };

    private void Separate(int index, int depth)
    {
        if (index > 0)
        {
            _buffer.Append(_indent is null ? ", " : ",");
        }
        Break(depth);
    }

    private void Break(int depth)
    {
        if (_indent is null)
        {
            return;
        }
        _buffer.Append('\n');
        for (var i = 0; i < depth; i++)
        {
            _buffer.Append(_indent);
        }
    }

    private void WriteText(string text)
    {
        _buffer.Append('"');
        foreach (var c in text)
        {
            switch (c)
            {
                case '"':
                    _buffer.Append("\\\"");
                    break;
                case '\\':
                    _buffer.Append("\\\\");
                    break;
                case '\n':
                    _buffer.Append("\\n");
                    break;
                case '\r':
                    _buffer.Append("\\r");
                    break;
                case '\t':
                    _buffer.Append("\\t");
                    break;
                case '\b':
                    _buffer.Append("\\b");
                    break;
                case '\f':
                    _buffer.Append("\\f");
                    break;
                case >= ' ' and <= '~':
                    _buffer.Append(c);
                    break;
                default:
                    _buffer.Append("\\u");
                    _buffer.Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
            }
        }
        _buffer.Append('"');
    }
}
