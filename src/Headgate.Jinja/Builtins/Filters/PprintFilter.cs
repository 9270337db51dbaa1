using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>x|pprint</c>: the value printed in lines of 80 characters.</summary>
internal static class PprintFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "do_pprint", 1);
        return Value.From(PrettyPrinter.Print(context, input));
    }
}
