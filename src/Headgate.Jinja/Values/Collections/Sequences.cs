namespace Headgate.Jinja.Values.Collections;

/// <summary>Adding and repeating of text, lists, tuples and bytes.</summary>
internal static class Sequences
{
    public static bool IsSequence(in Value value) => value.Kind is ValueKind.Str or ValueKind.List or ValueKind.Tuple or ValueKind.Bytes;

    public static bool TryAdd(CallContext context, in Value a, in Value b, out Value result)
    {
        switch (a.Kind, b.Kind)
        {
            case (ValueKind.List, ValueKind.List):
                var left = a.ListReference;
                var right = b.ListReference;
                context.Reserve((long)left.Count + right.Count);
                var items = new List<Value>(left.Count + right.Count);
                items.AddRange(left.Items);
                items.AddRange(right.Items);
                result = Value.From(new JinjaList(items));
                return true;
            case (ValueKind.Tuple, ValueKind.Tuple):
                context.Reserve((long)a.TupleReference.Count + b.TupleReference.Count);
                result = Value.From(new JinjaTuple([.. a.TupleReference.Items, .. b.TupleReference.Items]));
                return true;
            case (ValueKind.Bytes, ValueKind.Bytes):
                result = Value.From([.. (byte[])a.Reference!, .. (byte[])b.Reference!]);
                return true;
            case (ValueKind.Str, ValueKind.Object) when a.IsSafe && b.Reference is IJinjaObject { Html: { } html }:
                result = Value.SafeString((string)a.Reference! + html);
                return true;
            default:
                result = default;
                return false;
        }
    }

    public static bool TryRepeat(CallContext context, in Value a, in Value b, out Value result)
    {
        result = default;
        if (IsSequence(a) && b.Kind is ValueKind.Int or ValueKind.Bool)
        {
            result = Repeat(context, a, b);
            return true;
        }
        if (IsSequence(b) && a.Kind is ValueKind.Int or ValueKind.Bool)
        {
            result = Repeat(context, b, a);
            return true;
        }
        return false;
    }

    private static Value Repeat(CallContext context, in Value sequence, in Value count)
    {
        if (!count.TryGetInt64(out var times))
        {
            count.TryGetInteger(out var big);
            times = big.Sign < 0 ? 0 : throw PythonError.Overflow("cannot fit 'int' into an index-sized integer");
        }
        times = Math.Max(times, 0);
        switch (sequence.Kind)
        {
            case ValueKind.Str:
                var text = (string)sequence.Reference!;
                ReserveProduct(context, text.Length, times);
                var repeated = RepeatText(text, (int)Math.Min(times, text.Length == 0 ? 0 : times));
                return sequence.IsSafe ? Value.SafeString(repeated) : Value.From(repeated);
            case ValueKind.Bytes:
                var bytes = (byte[])sequence.Reference!;
                ReserveProduct(context, bytes.Length, times);
                return Value.From(RepeatItems<byte>(bytes, times));
            case ValueKind.List:
                var list = sequence.ListReference;
                ReserveProduct(context, list.Count, times);
                return Value.From(new JinjaList(RepeatItems(list.Span, times)));
            default:
                var tuple = sequence.TupleReference;
                ReserveProduct(context, tuple.Count, times);
                return Value.From(new JinjaTuple(RepeatItems<Value>(tuple.Items, times)));
        }
    }

    public static void ReserveProduct(CallContext context, int length, long times) =>
        context.Reserve((long)Int128.Min((Int128)length * times, long.MaxValue));

    private static string RepeatText(string text, int times) =>
        times switch
        {
            0 => string.Empty,
            1 => text,
            _ when text.Length == 1 => new string(text[0], times),
            _ => string.Create(
                text.Length * times,
                text,
                static (span, part) =>
                {
                    for (var i = 0; i < span.Length; i += part.Length)
                    {
                        part.CopyTo(span[i..]);
                    }
                }
            ),
        };

    private static T[] RepeatItems<T>(ReadOnlySpan<T> items, long times)
    {
        if (items.Length == 0 || times == 0)
        {
            return [];
        }
        var result = new T[items.Length * times];
        for (var i = 0; i < result.Length; i += items.Length)
        {
            items.CopyTo(result.AsSpan(i));
        }
        return result;
    }
}
