using Headgate.Jinja.Values.Collections;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Values;

/// <content>Slices.</content>
public static partial class Operators
{
    /// <summary>Python's <c>object[start:stop:step]</c>, with Python's errors: Jinja does not soften those of slices.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="owner">Text, list, tuple, range or bytes.</param>
    /// <param name="start">First position, or None.</param>
    /// <param name="stop">Position beyond, or None.</param>
    /// <param name="step">Distance, or None.</param>
    /// <returns>The part, of the same type.</returns>
    public static Value Slice(CallContext context, in Value owner, in Value start, in Value stop, in Value step)
    {
        if (owner.IsUndefined)
        {
            return OfUndefined(owner);
        }
        var length = owner.Kind switch
        {
            ValueKind.Str => CodePoints.Count((string)owner.Reference!),
            ValueKind.List => owner.ListReference.Count,
            ValueKind.Tuple => owner.TupleReference.Count,
            ValueKind.Range => ((JinjaRange)owner.Reference!).LongCount,
            ValueKind.Bytes => ((byte[])owner.Reference!).Length,
            _ => -1,
        };
        if (length < 0)
        {
            throw PythonError.Type(
                owner.Kind == ValueKind.Dict ? "unhashable type: 'slice'" : $"'{owner.TypeName}' object is not subscriptable"
            );
        }
        if (!IsIndex(start) || !IsIndex(stop) || !IsIndex(step))
        {
            throw PythonError.Type("slice indices must be integers or None or have an __index__ method");
        }
        var (first, count, stride) = Bounds(start, stop, step, length);
        context.Reserve(owner.Kind == ValueKind.Range ? 0 : count);
        switch (owner.Kind)
        {
            case ValueKind.Str:
                var part = SliceText((string)owner.Reference!, length, first, count, stride);
                return owner.IsSafe ? Value.SafeString(part) : Value.From(part);
            case ValueKind.List:
                return Value.From(
                    stride == 1
                        ? new JinjaList(owner.ListReference.Items.GetRange((int)first, (int)count))
                        : new JinjaList(Pick(owner.ListReference.Span, first, count, stride))
                );
            case ValueKind.Tuple:
                return Value.From(new JinjaTuple(Pick<Value>(owner.TupleReference.Items, first, count, stride)));
            case ValueKind.Bytes:
                return Value.From(Pick<byte>((byte[])owner.Reference!, first, count, stride));
            default:
                return Value.From(SliceRange((JinjaRange)owner.Reference!, Ends(start, stop, step, length)));
        }
    }

    /// <summary>Where a slice begins, how many items it takes and at what distance.</summary>
    internal static (long First, long Count, long Step) Bounds(in Value start, in Value stop, in Value step, long length)
    {
        var (first, last, stride) = Ends(start, stop, step, length);
        var distance = stride > 0 ? last - first : first - last;
        var count = distance <= 0 ? 0 : ((distance - 1) / Math.Abs(Math.Max(stride, -long.MaxValue))) + 1;
        return (first, count, stride);
    }

    private static (long First, long Last, long Step) Ends(in Value start, in Value stop, in Value step, long length)
    {
        var stride = IsAbsent(step) ? 1 : Clamped(step);
        if (stride == 0)
        {
            throw PythonError.Value("slice step cannot be zero");
        }
        var (low, high) = stride > 0 ? (0L, length) : (-1L, length - 1);
        var first = IsAbsent(start) ? (stride > 0 ? low : high) : Limited(start, length, low, high);
        var last = IsAbsent(stop) ? (stride > 0 ? high : low) : Limited(stop, length, low, high);
        return (first, last, stride);
    }

    private static bool IsAbsent(in Value value) => value.IsMissing || value.IsNone;

    private static bool IsIndex(in Value value) => IsAbsent(value) || value.Kind is ValueKind.Int or ValueKind.Bool;

    private static long Clamped(in Value value)
    {
        if (value.TryGetInt64(out var number))
        {
            return number;
        }
        value.TryGetInteger(out var big);
        return big.Sign < 0 ? long.MinValue : long.MaxValue;
    }

    private static long Limited(in Value value, long length, long low, long high)
    {
        var index = Clamped(value);
        if (index < 0)
        {
            index = index < -length ? low : index + length;
        }
        return Math.Clamp(index, low, Math.Max(low, high));
    }

    private static string SliceText(string text, long length, long first, long count, long step)
    {
        if (count == 0)
        {
            return string.Empty;
        }
        if (length == text.Length)
        {
            if (step == 1)
            {
                return text.Substring((int)first, (int)count);
            }
            return string.Create(
                (int)count,
                (text, first, step),
                static (span, state) =>
                {
                    for (var i = 0; i < span.Length; i++)
                    {
                        span[i] = state.text[(int)(state.first + (i * state.step))];
                    }
                }
            );
        }
        using var buffer = new Headgate.Jinja.Values.Text.TextBuffer();
        foreach (var point in Pick<int>(CodePoints.ToArray(text), first, count, step))
        {
            buffer.Append(CodePoints.ToText(point));
        }
        return buffer.ToString();
    }

    private static T[] Pick<T>(ReadOnlySpan<T> items, long first, long count, long step)
    {
        var result = new T[count];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = items[(int)(first + (i * step))];
        }
        return result;
    }

    private static JinjaRange SliceRange(JinjaRange range, (long First, long Last, long Step) ends) =>
        new(
            unchecked(range.Start + (ends.First * range.Step)),
            unchecked(range.Start + (ends.Last * range.Step)),
            unchecked(range.Step * ends.Step)
        );
}
