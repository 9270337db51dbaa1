using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Methods;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>s|upper</c>: upper case.</summary>
internal static class UpperFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "do_upper", 1);
        return StrMethods.Map(SoftText.Of(input), CaseMapping.Upper);
    }
}
