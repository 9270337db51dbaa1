using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>x|abs</c>: the absolute value.</summary>
internal static class AbsFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "abs", 1);
        return NumberFunctions.Abs(input);
    }
}
