using System.Numerics;
using Headgate.Jinja.Values.Collections;
using Headgate.Jinja.Values.Numbers;

namespace Headgate.Jinja.Values;

/// <summary>Python's ordering.</summary>
internal static class Comparison
{
    /// <summary>Orders two values for &lt;, &lt;=, &gt; and &gt;=.</summary>
    /// <param name="a">Left side.</param>
    /// <param name="b">Right side.</param>
    /// <param name="sign">The operator, for the message.</param>
    /// <param name="order">Negative, zero or positive.</param>
    /// <returns>False when one is not a number (NaN) and no order holds.</returns>
    public static bool TryOrder(in Value a, in Value b, string sign, out int order)
    {
        if (a.IsSmallInt && b.IsSmallInt)
        {
            order = a.Bits.CompareTo(b.Bits);
            return true;
        }
        if (a.Reference is string x && b.Reference is string y)
        {
            order = CompareText(x, y);
            return true;
        }
        if (a.IsNumber && b.IsNumber)
        {
            return TryCompareNumbers(a, b, out order);
        }
        Undefined.ThrowIf(a);
        Undefined.ThrowIf(b);
        switch (a.Kind, b.Kind)
        {
            case (ValueKind.List, ValueKind.List):
                return TryOrderItems(a.ListReference.Span, b.ListReference.Span, sign, out order);
            case (ValueKind.Tuple, ValueKind.Tuple):
                return TryOrderItems(a.TupleReference.Items, b.TupleReference.Items, sign, out order);
            case (ValueKind.Bytes, ValueKind.Bytes):
                order = ((byte[])a.Reference!).AsSpan().SequenceCompareTo((byte[])b.Reference!);
                return true;
            case (ValueKind.Set, ValueKind.Set):
                return SetMath.TryOrder((JinjaSet)a.Reference!, (JinjaSet)b.Reference!, out order);
        }
        if (a.Reference is IJinjaObject left && left.TryCompare(b, out order))
        {
            return true;
        }
        if (b.Reference is IJinjaObject right && right.TryCompare(a, out order))
        {
            order = -order;
            return true;
        }
        throw PythonError.Type($"'{sign}' not supported between instances of '{a.TypeName}' and '{b.TypeName}'");
    }

    /// <summary>Whether a is less than b, as sorting asks.</summary>
    public static bool Less(in Value a, in Value b) => TryOrder(a, b, "<", out var order) && order < 0;

    /// <summary>Orders text by code points: a surrogate pair comes after every other character.</summary>
    public static int CompareText(string a, string b)
    {
        var common = a.AsSpan().CommonPrefixLength(b);
        if (common == a.Length || common == b.Length)
        {
            return a.Length.CompareTo(b.Length);
        }
        var x = a[common];
        var y = b[common];
        var pairX = char.IsSurrogate(x);
        return pairX == char.IsSurrogate(y) ? x.CompareTo(y)
            : pairX ? 1
            : -1;
    }

    public static bool TryCompareNumbers(in Value a, in Value b, out int order)
    {
        order = 0;
        var kindA = a.Kind;
        var kindB = b.Kind;
        if (kindA == ValueKind.Decimal || kindB == ValueKind.Decimal)
        {
            return JinjaDecimal.TryCompare(JinjaDecimal.FromNumber(a), JinjaDecimal.FromNumber(b), out order);
        }
        if (kindA == ValueKind.Float)
        {
            if (kindB != ValueKind.Float)
            {
                var found = TryCompareIntToFloat(b, a.FloatBits, out order);
                order = -order;
                return found;
            }
            var x = a.FloatBits;
            var y = b.FloatBits;
            order =
                x < y ? -1
                : x > y ? 1
                : 0;
            return !double.IsNaN(x) && !double.IsNaN(y);
        }
        if (kindB == ValueKind.Float)
        {
            return TryCompareIntToFloat(a, b.FloatBits, out order);
        }
        if (a.TryGetInt64(out var i) && b.TryGetInt64(out var j))
        {
            order = i.CompareTo(j);
            return true;
        }
        a.TryGetInteger(out var big);
        b.TryGetInteger(out var other);
        order = big.CompareTo(other);
        return true;
    }

    private static bool TryCompareIntToFloat(in Value integer, double number, out int order)
    {
        order = 0;
        if (double.IsNaN(number))
        {
            return false;
        }
        if (double.IsInfinity(number))
        {
            order = number > 0 ? -1 : 1;
            return true;
        }
        if (integer.TryGetInt64(out var small) && small is > -(1L << 53) and < (1L << 53))
        {
            order = ((double)small).CompareTo(number);
            return true;
        }
        integer.TryGetInteger(out var big);
        var floor = Math.Floor(number);
        order = big.CompareTo(new BigInteger(floor));
        if (order == 0 && number > floor)
        {
            order = -1;
        }
        return true;
    }

    private static bool TryOrderItems(ReadOnlySpan<Value> a, ReadOnlySpan<Value> b, string sign, out int order)
    {
        Recursion.Guard(" in comparison");
        var common = Math.Min(a.Length, b.Length);
        for (var i = 0; i < common; i++)
        {
            if (!ValueEquality.Same(a[i], b[i]))
            {
                return TryOrder(a[i], b[i], sign, out order);
            }
        }
        order = a.Length.CompareTo(b.Length);
        return true;
    }
}
