using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Methods;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>s|lower</c>: lower case.</summary>
internal static class LowerFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "do_lower", 1);
        return StrMethods.Map(SoftText.Of(input), CaseMapping.Lower);
    }
}
