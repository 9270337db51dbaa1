using System.Text;
using Headgate.Jinja.Errors;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;
using Headgate.Jinja.Values.Methods;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Builtins;

/// <summary>Python's pprint.pformat: one item a line where a container does not fit into 80 characters; dicts sorted by key.</summary>
internal sealed class PrettyPrinter
{
    private const int Width = 80;

    private readonly CallContext _context;
    private readonly StringBuilder _text = new();

    private PrettyPrinter(CallContext context) => _context = context;

    public static string Print(CallContext context, in Value value)
    {
        var printer = new PrettyPrinter(context);
        printer.Write(value, 0, 0, 0);
        return printer._text.ToString();
    }

    private void Write(in Value value, int indent, int allowance, int level)
    {
        Recursion.Guard(" in pprint");
        _context.Step();
        var repr = Sorted(value).Repr();
        if (CodePoints.Count(repr) <= Width - indent - allowance)
        {
            _text.Append(repr);
            return;
        }
        switch (value.Kind)
        {
            case ValueKind.Dict when value.DictReference.Count > 0:
                WriteDict(value.DictReference, indent + 1, allowance + 1, level);
                break;
            case ValueKind.List when value.ListReference.Count > 0:
                WriteItems("[", "]", value.ListReference.Span, indent + 1, allowance, level);
                break;
            case ValueKind.Tuple when value.TupleReference.Count > 0:
                WriteItems("(", value.TupleReference.Count == 1 ? ",)" : ")", value.TupleReference.Items, indent + 1, allowance, level);
                break;
            case ValueKind.Set:
                var items = Order([.. (JinjaSet)value.Reference!]);
                WriteItems("{", "}", items, indent + 1, allowance, level);
                break;
            case ValueKind.Str when !value.IsSafe:
                WriteText((string)value.Reference!, repr, indent, allowance, level + 1);
                break;
            default:
                _text.Append(repr);
                break;
        }
    }

    private void WriteDict(JinjaDict dict, int indent, int allowance, int level)
    {
        _text.Append('{');
        var keys = new Value[dict.Count];
        var position = 0;
        for (var i = 0; dict.Next(ref position, out var key, out _); i++)
        {
            keys[i] = key;
        }
        keys = Order(keys);
        for (var i = 0; i < keys.Length; i++)
        {
            NewLine(i, indent);
            var name = keys[i].Repr();
            _text.Append(name).Append(": ");
            dict.TryGetValue(keys[i], out var item);
            Write(item, indent + CodePoints.Count(name) + 2, i == keys.Length - 1 ? allowance : 1, level + 1);
        }
        _text.Append('}');
    }

    private void WriteItems(string open, string close, ReadOnlySpan<Value> items, int indent, int allowance, int level)
    {
        _text.Append(open);
        for (var i = 0; i < items.Length; i++)
        {
            NewLine(i, indent);
            Write(items[i], indent, i == items.Length - 1 ? allowance + close.Length : 1, level + 1);
        }
        _text.Append(close);
    }

    private void NewLine(int index, int indent)
    {
        if (index > 0)
        {
            _text.Append(",\n").Append(' ', indent);
        }
    }

    private void WriteText(string text, string repr, int indent, int allowance, int level)
    {
        var top = level == 1;
        if (top)
        {
            indent++;
            allowance++;
        }
        var chunks = Chunks(text, Width - indent, allowance);
        if (chunks.Count == 1)
        {
            _text.Append(repr);
            return;
        }
        _text.Append(top ? "(" : "");
        for (var i = 0; i < chunks.Count; i++)
        {
            if (i > 0)
            {
                _text.Append('\n').Append(' ', indent);
            }
            _text.Append(chunks[i]);
        }
        _text.Append(top ? ")" : "");
    }

    private static List<string> Chunks(string text, int width, int allowance)
    {
        var chunks = new List<string>();
        var lines = StrMethods.Lines(text, true);
        for (var i = 0; i < lines.Count; i++)
        {
            var last = i == lines.Count - 1;
            var whole = PythonText.ReprOf(lines[i]);
            if (CodePoints.Count(whole) <= width - (last ? allowance : 0))
            {
                chunks.Add(whole);
                continue;
            }
            var parts = Words(lines[i]);
            var current = "";
            for (var j = 0; j < parts.Count; j++)
            {
                var room = width - (last && j == parts.Count - 1 ? allowance : 0);
                if (CodePoints.Count(PythonText.ReprOf(current + parts[j])) > room)
                {
                    if (current.Length > 0)
                    {
                        chunks.Add(PythonText.ReprOf(current));
                    }
                    current = parts[j];
                }
                else
                {
                    current += parts[j];
                }
            }
            if (current.Length > 0)
            {
                chunks.Add(PythonText.ReprOf(current));
            }
        }
        return chunks;
    }

    /// <summary>Words, each with the spaces after it.</summary>
    private static List<string> Words(string line)
    {
        var words = new List<string>();
        for (var start = 0; start < line.Length; )
        {
            var end = start;
            while (end < line.Length && !CharacterClasses.IsSpace(line[end]))
            {
                end++;
            }
            while (end < line.Length && CharacterClasses.IsSpace(line[end]))
            {
                end++;
            }
            words.Add(line[start..end]);
            start = end;
        }
        return words;
    }

    /// <summary>The same value with the keys of all dicts in order.</summary>
    private Value Sorted(in Value value)
    {
        Recursion.Guard(" in pprint");
        switch (value.Kind)
        {
            case ValueKind.Dict:
                var source = value.DictReference;
                var keys = new List<Value>();
                foreach (var (key, _) in source)
                {
                    keys.Add(key);
                }
                var dict = new JinjaDict(source.Count);
                foreach (var key in Order([.. keys]))
                {
                    source.TryGetValue(key, out var item);
                    dict.Set(key, Sorted(item));
                }
                return Value.From(dict);
            case ValueKind.List:
                return Value.From(new JinjaList(SortedItems(value.ListReference.Span)));
            case ValueKind.Tuple:
                return Value.From(new JinjaTuple(SortedItems(value.TupleReference.Items)));
            case ValueKind.Set when ((JinjaSet)value.Reference!).Count > 1:
                return Value.From(new JinjaSet(Order([.. (JinjaSet)value.Reference!])));
            default:
                return value;
        }
    }

    private Value[] SortedItems(ReadOnlySpan<Value> items)
    {
        var result = new Value[items.Length];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = Sorted(items[i]);
        }
        return result;
    }

    /// <summary>In order where the items have one; otherwise by the names of their types.</summary>
    private Value[] Order(Value[] items)
    {
        try
        {
            return StableSort.Sort(_context, items, null, false);
        }
        catch (JinjaException e) when (e.Kind == JinjaErrorKind.TypeError)
        {
            return StableSort.Sort(_context, items, Array.ConvertAll(items, i => Value.From(i.TypeName)), false);
        }
    }
}
