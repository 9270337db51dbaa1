using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>items|min(case_sensitive, attribute)</c>: the smallest item.</summary>
internal static class MinFilter
{
    private static readonly Signature Signature = new("do_min", 2, "case_sensitive?", "attribute?");

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        var caseSensitive = !slots[0].IsMissing && slots[0].IsTruthy;
        var getter = new AttributeGetter(slots[1], default);
        var items = Operators.Iterate(context, input);
        if (!items.MoveNext())
        {
            return context.MakeUndefinedWithHint("No aggregated item, sequence was empty.");
        }
        var best = items.Current;
        var bestKey = Key(best);
        while (items.MoveNext())
        {
            context.Step();
            var key = Key(items.Current);
            if (Comparison.Less(key, bestKey))
            {
                best = items.Current;
                bestKey = key;
            }
        }
        return best;

        Value Key(in Value item)
        {
            var key = getter.Get(context, item);
            return caseSensitive ? key : AttributeGetter.IgnoreCase(key);
        }
    }
}
