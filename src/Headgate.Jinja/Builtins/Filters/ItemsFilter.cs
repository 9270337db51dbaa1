using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>d|items</c>: the pairs of a dict; none for an undefined value.</summary>
internal static class ItemsFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "do_items", 1);
        return Value.From(new JinjaIterator(Walk(context, input), "generator", "do_items"));
    }

    private static IEnumerator<Value> Walk(CallContext context, Value input)
    {
        if (input.IsUndefined)
        {
            yield break;
        }
        if (input.Kind != ValueKind.Dict && input.Reference is not IJinjaObject { IsMapping: true })
        {
            throw PythonError.Type("Can only get item pairs from a mapping.");
        }
        var items = Operators.Iterate(context, Operators.CallMethod(context, input, "items", Arguments.Empty));
        while (items.MoveNext())
        {
            context.Step();
            yield return items.Current;
        }
    }
}
