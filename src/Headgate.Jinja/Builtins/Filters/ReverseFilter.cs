using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Collections;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>x|reverse</c>: a text backwards, or an iterator over the items from the last.</summary>
internal static class ReverseFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "do_reverse", 1);
        if (input.IsString)
        {
            return Operators.Slice(context, input, default, default, Value.From(-1));
        }
        if (Reversal.CanReverse(input))
        {
            return Value.From(new JinjaIterator(Reversal.Of(context, input), Reversal.TypeName(input)));
        }
        if (!Operators.TryIterate(context, input, out _))
        {
            throw PythonError.FilterArgument("argument must be iterable");
        }
        var items = Operators.ToList(context, input);
        items.Reverse();
        return Value.From(new JinjaList(items));
    }
}
