using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Methods;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>s|capitalize</c>: first character upper case, all others lower case.</summary>
internal static class CapitalizeFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "do_capitalize", 1);
        return StrMethods.Map(SoftText.Of(input), CaseMapping.Capitalize);
    }
}
