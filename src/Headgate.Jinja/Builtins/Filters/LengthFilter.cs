using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>x|length</c>, <c>x|count</c>: the number of items.</summary>
internal static class LengthFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "len", 1);
        return Value.From(Operators.Length(context, input));
    }
}
