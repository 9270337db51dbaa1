using Headgate.Jinja.Values;

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
        if (getters.Length == 1 && caseSensitive && getters[0].IsIdentity)
        {
            return Value.From(new JinjaList(StableSort.Sort(context, items, null, reverse)));
        }
        var keys = new Value[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            keys[i] = Key(context, getters, items[i], caseSensitive);
        }
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

    private static Value Part(CallContext context, AttributeGetter getter, in Value item, bool caseSensitive)
    {
        var part = getter.Get(context, item);
        return caseSensitive ? part : AttributeGetter.IgnoreCase(part);
    }
}
