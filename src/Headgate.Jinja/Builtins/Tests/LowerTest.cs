using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Methods;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary><c>s is lower</c>: whether all cased characters are lower case.</summary>
internal static class LowerTest
{
    public static bool Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "test_lower");
        return StrMethods.IsLower(input.ToString());
    }
}
