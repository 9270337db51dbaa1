using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Methods;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary><c>s is upper</c>: whether all cased characters are upper case.</summary>
internal static class UpperTest
{
    public static bool Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "test_upper");
        return StrMethods.IsUpper(input.ToString());
    }
}
