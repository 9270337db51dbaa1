using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>items|unique(case_sensitive, attribute)</c>: items without repetition, in the order of their first appearance.</summary>
internal static class UniqueFilter
{
    private static readonly Signature Signature = new("do_unique", 2, "case_sensitive?", "attribute?");

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        var caseSensitive = !slots[0].IsMissing && slots[0].IsTruthy;
        return Value.From(
            new JinjaIterator(Walk(context, input, caseSensitive, new AttributeGetter(slots[1], default)), "generator", "do_unique")
        );
    }

    private static IEnumerator<Value> Walk(CallContext context, Value input, bool caseSensitive, AttributeGetter getter)
    {
        var seen = new JinjaSet();
        var items = Operators.Iterate(context, input);
        while (items.MoveNext())
        {
            context.Step();
            var key = getter.Get(context, items.Current);
            if (seen.Add(caseSensitive ? key : AttributeGetter.IgnoreCase(key)))
            {
                yield return items.Current;
            }
        }
    }
}
