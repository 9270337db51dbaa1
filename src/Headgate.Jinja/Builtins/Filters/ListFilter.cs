using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>x|list</c>: the items as a new list; of a text its characters.</summary>
internal static class ListFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "do_list", 1);
        return Value.From(new JinjaList(Operators.ToList(context, input)));
    }
}
