using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>d|dictsort(case_sensitive, by, reverse)</c>: pairs of a dict in order.</summary>
internal static class DictSortFilter
{
    private static readonly Signature Signature = new("do_dictsort", 1, "case_sensitive?", "by?", "reverse?");

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        var by = slots[1].IsMissing ? "key" : slots[1].Reference as string;
        if (by is not ("key" or "value"))
        {
            throw PythonError.FilterArgument("You can only sort by either \"key\" or \"value\"");
        }
        Undefined.ThrowIf(input);
        var hasItems =
            input.Reference is JinjaDict
            || (input.Reference is IJinjaObject && !Operators.GetAttribute(context, input, "items").IsUndefined);
        if (!hasItems)
        {
            throw PythonError.Attribute($"'{input.TypeName}' object has no attribute 'items'");
        }
        var caseSensitive = !slots[0].IsMissing && slots[0].IsTruthy;
        var pairs = Operators.ToList(context, Operators.CallMethod(context, input, "items", Arguments.Empty)).ToArray();
        var keys = new Value[pairs.Length];
        for (var i = 0; i < pairs.Length; i++)
        {
            var part = Operators.GetItem(context, pairs[i], Value.From(by == "key" ? 0 : 1));
            keys[i] = caseSensitive ? part : AttributeGetter.IgnoreCase(part);
        }
        return Value.From(new JinjaList(StableSort.Sort(context, pairs, keys, !slots[2].IsMissing && slots[2].IsTruthy)));
    }
}
