using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Numbers;

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
