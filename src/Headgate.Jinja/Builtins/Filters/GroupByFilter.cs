using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>items|groupby(attribute, default, case_sensitive)</c>: items with the same attribute together, in the order of the attribute.</summary>
internal static class GroupByFilter
{
    private static readonly Signature Signature = new("do_groupby", 2, "attribute", "default?", "case_sensitive?");

    private static readonly string[] Fields = ["grouper", "list"];

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        var caseSensitive = !slots[2].IsMissing && slots[2].IsTruthy;
        var getter = new AttributeGetter(slots[0], slots[1]);
        var items = Operators.ToList(context, input).ToArray();
        var keys = new Value[items.Length];
        for (var i = 0; i < items.Length; i++)
        {
            var key = getter.Get(context, items[i]);
            keys[i] = caseSensitive ? key : AttributeGetter.IgnoreCase(key);
        }
        var order = new Value[items.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = Value.From(i);
        }
        order = StableSort.Sort(context, order, keys, false);
        return Value.From(Group(context, getter, items, keys, order, caseSensitive));
    }

    private static JinjaList Group(
        CallContext context,
        AttributeGetter getter,
        Value[] items,
        Value[] keys,
        Value[] order,
        bool caseSensitive
    )
    {
        var groups = new JinjaList();
        JinjaList? members = null;
        Value current = default;
        foreach (ref readonly var at in order.AsSpan())
        {
            var index = (int)at.Bits;
            if (members is null || !ValueEquality.Same(keys[index], current))
            {
                members = new JinjaList();
                current = keys[index];
                var shown = caseSensitive ? current : getter.Get(context, items[index]);
                groups.Add(Value.From(new JinjaTuple(shown, Value.From(members)) { FieldNames = Fields }));
            }
            members.Add(items[index]);
        }
        return groups;
    }
}
