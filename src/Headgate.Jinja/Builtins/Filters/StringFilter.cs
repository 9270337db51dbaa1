using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>x|string</c>: the text of a value; safe text stays safe.</summary>
internal static class StringFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "soft_str", 1);
        return SoftText.Of(input);
    }
}
