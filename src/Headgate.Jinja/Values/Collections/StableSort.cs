namespace Headgate.Jinja.Values.Collections;

/// <summary>Python's sort: stable, asks only whether one is less than the other, and keeps equal items in order when reversed.</summary>
internal static class StableSort
{
    /// <summary>Sorts items by keys.</summary>
    /// <param name="context">The rendering.</param>
    /// <param name="items">The items; the array is used.</param>
    /// <param name="keys">One key per item, or null when items are their own keys.</param>
    /// <param name="reverse">Whether the largest comes first.</param>
    /// <returns>The sorted items.</returns>
    public static Value[] Sort(CallContext context, Value[] items, Value[]? keys, bool reverse)
    {
        if (items.Length < 2)
        {
            return items;
        }
        var by = keys ?? items;
        var order = new int[items.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }
        Merge(context, by, order, new int[order.Length], 0, order.Length, reverse);
        var sorted = new Value[items.Length];
        for (var i = 0; i < order.Length; i++)
        {
            sorted[i] = items[order[i]];
        }
        return sorted;
    }

    private static void Merge(CallContext context, Value[] by, int[] order, int[] spare, int from, int to, bool reverse)
    {
        if (to - from < 2)
        {
            return;
        }
        context.Step();
        var middle = (from + to) / 2;
        Merge(context, by, order, spare, from, middle, reverse);
        Merge(context, by, order, spare, middle, to, reverse);
        if (!Before(by, order[middle], order[middle - 1], reverse))
        {
            return;
        }
        Array.Copy(order, from, spare, from, middle - from);
        int left = from,
            right = middle,
            at = from;
        while (left < middle && right < to)
        {
            order[at++] = Before(by, order[right], spare[left], reverse) ? order[right++] : spare[left++];
        }
        while (left < middle)
        {
            order[at++] = spare[left++];
        }
    }

    /// <summary>Whether a later item belongs before an earlier one.</summary>
    private static bool Before(Value[] by, int later, int earlier, bool reverse) =>
        reverse ? Comparison.Less(by[earlier], by[later]) : Comparison.Less(by[later], by[earlier]);
}
