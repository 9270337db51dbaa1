using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>items|sort(reverse, case_sensitive, attribute)</c>: a sorted list; several attributes are separated by commas.</summary>
internal static class SortFilter
{
    private static readonly Signature Signature = new("do_sort", 2, "reverse?", "case_sensitive?", "attribute?");

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        var reverse = !slots[0].IsMissing && slots[0].IsTruthy;
        var caseSensitive = !slots[1].IsMissing && slots[1].IsTruthy;
        var getters = AttributeGetter.Several(slots[2]);
        var items = Operators.ToList(context, input).ToArray();
        var keys = new Value[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            keys[i] = Key(context, getters, items[i], caseSensitive);
        }
        Wrap(keys);
        return Value.From(new JinjaList(StableSort.Sort(context, items, keys, reverse)));
    }

    private static Value Key(CallContext context, AttributeGetter[] getters, in Value item, bool caseSensitive)
    {
        if (getters.Length == 1)
        {
            return Part(context, getters[0], item, caseSensitive);
        }
        var parts = new JinjaList();
        foreach (var getter in getters)
        {
            parts.Add(Part(context, getter, item, caseSensitive));
        }
        return Value.From(parts);
    }

    /// <summary>
    /// Jinja's keys are lists, and lists ask for equality before order: equal keys that have no order, such as None, may be sorted.
    /// Texts and numbers sort alike without the list.
    /// </summary>
    private static void Wrap(Value[] keys)
    {
        if (Array.TrueForAll(keys, key => key.IsString || key.IsNumber))
        {
            return;
        }
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = Value.List(keys[i]);
        }
    }

    private static Value Part(CallContext context, AttributeGetter getter, in Value item, bool caseSensitive)
    {
        var part = getter.Get(context, item);
        return caseSensitive ? part : AttributeGetter.IgnoreCase(part);
    }
}
