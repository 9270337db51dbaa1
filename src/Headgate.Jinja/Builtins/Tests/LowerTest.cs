using Headgate.Jinja.Builtins.PythonMethods;
using Headgate.Jinja.Values;

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
