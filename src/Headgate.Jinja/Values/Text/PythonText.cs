using System.Globalization;
using System.Numerics;
using Headgate.Jinja.Values.Collections;
using Headgate.Jinja.Values.Numbers;

namespace Headgate.Jinja.Values.Text;

/// <summary>Python's str() and repr().</summary>
internal static class PythonText
{
    [ThreadStatic]
    private static List<object>? _open;

    public static string Str(in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Str:
                return (string)value.Reference!;
            case ValueKind.Int when value.IsSmallInt:
                return value.Bits.ToString(CultureInfo.InvariantCulture);
            case ValueKind.None:
                return "None";
            case ValueKind.Bool:
                return value.BoolBits ? "True" : "False";
            case ValueKind.Float:
                return FloatText.Repr(value.FloatBits);
            case ValueKind.Decimal:
                return value.Reference!.ToString()!;
            case ValueKind.Undefined:
                return Undefined.Text(value);
            case ValueKind.Object:
            case ValueKind.Callable:
                return ((IJinjaObject)value.Reference!).Str();
            default:
                return Repr(value);
        }
    }

    public static string Repr(in Value value)
    {
        using var buffer = new TextBuffer();
        WriteRepr(buffer, value);
        return buffer.ToString();
    }

    public static string ReprOf(string text)
    {
        using var buffer = new TextBuffer();
        StringRepr.Write(buffer, text);
        return buffer.ToString();
    }

    /// <summary>Writes str() of a value.</summary>
    public static void Write(TextBuffer buffer, in Value value)
    {
        if (value.Reference is string text)
        {
            buffer.Append(text);
        }
        else if (value.IsSmallInt)
        {
            buffer.Append(value.Bits);
        }
        else if (value.Kind is ValueKind.List or ValueKind.Tuple or ValueKind.Dict)
        {
            WriteRepr(buffer, value);
        }
        else
        {
            buffer.Append(Str(value));
        }
    }

    /// <summary>Writes str() of a value, escaped for HTML unless it is safe.</summary>
    public static void WriteEscaped(TextBuffer buffer, in Value value)
    {
        if (value.IsSmallInt)
        {
            buffer.Append(value.Bits);
        }
        else if (value.IsSafe)
        {
            buffer.Append((string)value.Reference!);
        }
        else if (value.Reference is IJinjaObject { Html: { } html })
        {
            buffer.Append(html);
        }
        else
        {
            HtmlText.Write(buffer, Str(value));
        }
    }

    /// <summary>Writes repr() of a value.</summary>
    public static void WriteRepr(TextBuffer buffer, in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Str when value.IsSafe:
                buffer.Append("Markup(");
                StringRepr.Write(buffer, (string)value.Reference!);
                buffer.Append(')');
                return;
            case ValueKind.Str:
                StringRepr.Write(buffer, (string)value.Reference!);
                return;
            case ValueKind.Int:
                if (value.IsSmallInt)
                {
                    buffer.Append(value.Bits);
                    return;
                }
                buffer.Append(BigText((BigInteger)value.Reference!));
                return;
            case ValueKind.Decimal:
                buffer.Append("Decimal('");
                buffer.Append(value.Reference!.ToString()!);
                buffer.Append("')");
                return;
            case ValueKind.Bytes:
                StringRepr.Write(buffer, (byte[])value.Reference!);
                return;
            case ValueKind.Undefined:
                buffer.Append("Undefined");
                return;
            case ValueKind.List:
            case ValueKind.Tuple:
            case ValueKind.Dict:
            case ValueKind.Set:
                WriteContainer(buffer, value);
                return;
            case ValueKind.Range:
                var range = (JinjaRange)value.Reference!;
                buffer.Append(
                    range.Step == 1 ? $"range({range.Start}, {range.Stop})" : $"range({range.Start}, {range.Stop}, {range.Step})"
                );
                return;
            case ValueKind.Iterator:
                buffer.Append(((JinjaIterator)value.Reference!).Repr());
                return;
            case ValueKind.Object:
            case ValueKind.Callable:
                buffer.Append(((IJinjaObject)value.Reference!).Repr());
                return;
            default:
                buffer.Append(Str(value));
                return;
        }
    }

    /// <summary>Digits of an int; Python refuses more than 4300 of them.</summary>
    public static string BigText(BigInteger number)
    {
        if (number.GetBitLength() > 14_280 && JinjaDecimal.Digits(BigInteger.Abs(number)) > 4300)
        {
            throw PythonError.Value(
                "Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit"
            );
        }
        return number.ToString(CultureInfo.InvariantCulture);
    }

    private static void WriteContainer(TextBuffer buffer, in Value value)
    {
        Recursion.Guard(" while getting the repr of an object");
        var open = _open ??= [];
        var self = value.Reference!;
        foreach (var outer in open)
        {
            if (ReferenceEquals(outer, self))
            {
                buffer.Append(
                    value.Kind switch
                    {
                        ValueKind.List => "[...]",
                        ValueKind.Tuple => "(...)",
                        ValueKind.Dict => "{...}",
                        _ => "set(...)",
                    }
                );
                return;
            }
        }
        open.Add(self);
        try
        {
            switch (value.Kind)
            {
                case ValueKind.List:
                    buffer.Append('[');
                    WriteItems(buffer, value.ListReference.Span);
                    buffer.Append(']');
                    break;
                case ValueKind.Tuple:
                    WriteTuple(buffer, value.TupleReference);
                    break;
                case ValueKind.Dict:
                    WriteDict(buffer, value.DictReference);
                    break;
                default:
                    WriteSet(buffer, (JinjaSet)self);
                    break;
            }
        }
        finally
        {
            open.RemoveAt(open.Count - 1);
        }
    }

    private static void WriteItems(TextBuffer buffer, ReadOnlySpan<Value> items)
    {
        for (var i = 0; i < items.Length; i++)
        {
            if (i > 0)
            {
                buffer.Append(", ");
            }
            WriteRepr(buffer, items[i]);
        }
    }

    private static void WriteTuple(TextBuffer buffer, JinjaTuple tuple)
    {
        if (tuple.TypeText is { } name && tuple.FieldNames is { } fields)
        {
            buffer.Append(name);
            buffer.Append('(');
            for (var i = 0; i < fields.Length; i++)
            {
                buffer.Append(i > 0 ? ", " : "");
                buffer.Append(fields[i]);
                buffer.Append('=');
                WriteRepr(buffer, tuple[i]);
            }
            buffer.Append(')');
            return;
        }
        buffer.Append('(');
        WriteItems(buffer, tuple.Items);
        buffer.Append(tuple.Count == 1 ? ",)" : ")");
    }

    private static void WriteDict(TextBuffer buffer, JinjaDict dict)
    {
        var (start, between, end) = dict switch
        {
            { IsOrdered: true, Count: 0 } => ("OrderedDict()", "", ""),
            { IsOrdered: true } => ("OrderedDict([(", "), (", ")])"),
            _ => ("{", ", ", "}"),
        };
        buffer.Append(start);
        var position = 0;
        var first = true;
        while (dict.Next(ref position, out var key, out var item))
        {
            if (!first)
            {
                buffer.Append(between);
            }
            first = false;
            WriteRepr(buffer, key);
            buffer.Append(dict.IsOrdered ? ", " : ": ");
            WriteRepr(buffer, item);
        }
        buffer.Append(end);
    }

    private static void WriteSet(TextBuffer buffer, JinjaSet set)
    {
        if (set.Count == 0)
        {
            buffer.Append(set.IsFrozen ? "frozenset()" : "set()");
            return;
        }
        buffer.Append(set.IsFrozen ? "frozenset({" : "{");
        var position = 0;
        for (var i = 0; set.Next(ref position, out var item); i++)
        {
            if (i > 0)
            {
                buffer.Append(", ");
            }
            WriteRepr(buffer, item);
        }
        buffer.Append(set.IsFrozen ? "})" : "}");
    }
}
