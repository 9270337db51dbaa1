using System.Numerics;
using System.Runtime.CompilerServices;
using Headgate.Jinja.Values.Collections;
using Headgate.Jinja.Values.Numbers;

namespace Headgate.Jinja.Values;

/// <summary>Python's == and hash().</summary>
internal static class ValueEquality
{
    public static bool Equal(in Value a, in Value b)
    {
        if (a.Reference is string left)
        {
            return b.Reference is string right ? string.Equals(left, right) : EqualOther(a, b);
        }
        if (a.IsSmallInt && b.IsSmallInt)
        {
            return a.Bits == b.Bits;
        }
        return EqualOther(a, b);
    }

    /// <summary>Equality as dicts and lists use it for lookup: the very same object is equal without being asked.</summary>
    public static bool Same(in Value a, in Value b) => (ReferenceEquals(a.Reference, b.Reference) && a.Bits == b.Bits) || Equal(a, b);

    public static int HashOf(string text) => text.GetHashCode();

    public static int Hash(in Value value)
    {
        if (value.Reference is string text)
        {
            return HashOf(text);
        }
        switch (value.Kind)
        {
            case ValueKind.Int when value.IsSmallInt:
            case ValueKind.Bool:
                return value.Bits.GetHashCode();
            case ValueKind.Int:
                return ((double)(BigInteger)value.Reference!).GetHashCode();
            case ValueKind.Float:
                return HashOf(value.FloatBits);
            case ValueKind.Decimal:
                return ((JinjaDecimal)value.Reference!).ToHash();
            case ValueKind.None:
                return 0x6e6f6e65;
            case ValueKind.Undefined:
                Undefined.ThrowIfStrict(value);
                return (int)Undefined.InfoOf(value).Behavior;
            case ValueKind.Tuple:
                return HashOf(value.TupleReference);
            case ValueKind.Bytes:
                var bytes = new HashCode();
                bytes.AddBytes((byte[])value.Reference!);
                return bytes.ToHashCode();
            case ValueKind.List:
            case ValueKind.Dict:
                throw PythonError.Type($"unhashable type: '{value.TypeName}'");
            case ValueKind.Set:
                return HashOf((JinjaSet)value.Reference!);
            case ValueKind.Range:
                var range = (JinjaRange)value.Reference!;
                return range.LongCount switch
                {
                    0 => 0,
                    1 => HashCode.Combine(1L, range.Start),
                    var n => HashCode.Combine(n, range.Start, range.Step),
                };
            case ValueKind.Iterator:
                return RuntimeHelpers.GetHashCode(value.Reference);
            default:
                return ((IJinjaObject)value.Reference!).Hash();
        }
    }

    internal static int HashOf(double number)
    {
        if (number == Math.Floor(number) && number >= -9223372036854775808.0 && number < 9223372036854775808.0)
        {
            return ((long)number).GetHashCode();
        }
        return number.GetHashCode();
    }

    private static int HashOf(JinjaTuple tuple)
    {
        Recursion.Guard("");
        var hash = new HashCode();
        foreach (ref readonly var item in tuple.Items.AsSpan())
        {
            hash.Add(Hash(item));
        }
        return hash.ToHashCode();
    }

    private static int HashOf(JinjaSet set)
    {
        if (!set.IsFrozen)
        {
            throw PythonError.Type("unhashable type: 'set'");
        }
        var hash = set.Count;
        var position = 0;
        while (set.Next(ref position, out var item))
        {
            hash ^= Hash(item) * 31;
        }
        return hash;
    }

    private static bool EqualOther(in Value a, in Value b)
    {
        var kindA = a.Kind;
        var kindB = b.Kind;
        if (kindA is ValueKind.Object or ValueKind.Callable)
        {
            return ((IJinjaObject)a.Reference!).EqualTo(b);
        }
        if (kindB is ValueKind.Object or ValueKind.Callable)
        {
            return ((IJinjaObject)b.Reference!).EqualTo(a);
        }
        if (a.IsNumber && b.IsNumber)
        {
            return NumbersEqual(a, b);
        }
        if (kindA == ValueKind.Undefined || kindB == ValueKind.Undefined)
        {
            Undefined.ThrowIfStrict(a);
            Undefined.ThrowIfStrict(b);
            return kindA == kindB && Undefined.InfoOf(a).Behavior == Undefined.InfoOf(b).Behavior;
        }
        if (kindA != kindB)
        {
            return false;
        }
        switch (kindA)
        {
            case ValueKind.None:
                return true;
            case ValueKind.Bytes:
                return ((byte[])a.Reference!).AsSpan().SequenceEqual((byte[])b.Reference!);
            case ValueKind.List:
                return ReferenceEquals(a.Reference, b.Reference) || ItemsEqual(a.ListReference.Span, b.ListReference.Span);
            case ValueKind.Tuple:
                return ReferenceEquals(a.Reference, b.Reference) || ItemsEqual(a.TupleReference.Items, b.TupleReference.Items);
            case ValueKind.Dict:
                return ReferenceEquals(a.Reference, b.Reference) || DictsEqual(a.DictReference, b.DictReference);
            case ValueKind.Set:
                return SetsEqual((JinjaSet)a.Reference!, (JinjaSet)b.Reference!);
            case ValueKind.Range:
                return ((JinjaRange)a.Reference!).EqualTo((JinjaRange)b.Reference!);
            default:
                return ReferenceEquals(a.Reference, b.Reference);
        }
    }

    private static bool NumbersEqual(in Value a, in Value b)
    {
        if (a.Kind == ValueKind.Float && b.Kind == ValueKind.Float)
        {
            return a.FloatBits == b.FloatBits;
        }
        return Comparison.TryCompareNumbers(a, b, out var order) && order == 0;
    }

    private static bool ItemsEqual(ReadOnlySpan<Value> a, ReadOnlySpan<Value> b)
    {
        if (a.Length != b.Length)
        {
            return false;
        }
        Recursion.Guard(" in comparison");
        for (var i = 0; i < a.Length; i++)
        {
            if (!Same(a[i], b[i]))
            {
                return false;
            }
        }
        return true;
    }

    private static bool DictsEqual(JinjaDict a, JinjaDict b)
    {
        if (a.Count != b.Count)
        {
            return false;
        }
        Recursion.Guard(" in comparison");
        var position = 0;
        while (a.Next(ref position, out var key, out var value))
        {
            if (!b.TryGetValue(key, out var other) || !Same(value, other))
            {
                return false;
            }
        }
        return true;
    }

    private static bool SetsEqual(JinjaSet a, JinjaSet b)
    {
        if (a.Count != b.Count)
        {
            return false;
        }
        var position = 0;
        while (a.Next(ref position, out var item))
        {
            if (!b.Contains(item))
            {
                return false;
            }
        }
        return true;
    }
}
