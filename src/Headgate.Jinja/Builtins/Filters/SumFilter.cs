using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>items|sum(attribute, start)</c>: the sum of items.</summary>
internal static class SumFilter
{
    private static readonly Signature Signature = new("do_sum", 2, "attribute?", "start?");

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        var getter = new AttributeGetter(slots[0], default);
        var sum = slots[1].IsMissing ? Value.From(0) : slots[1];
        if (sum.IsString)
        {
            throw PythonError.Type("sum() can't sum strings [use ''.join(seq) instead]");
        }
        var items = Operators.Iterate(context, input);
        while (items.MoveNext())
        {
            context.Step();
            sum = Operators.Add(context, sum, getter.Get(context, items.Current));
        }
        return sum;
    }
}
