using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary><c>x is string</c>.</summary>
internal static class StringTest
{
    public static bool Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "test_string");
        return input.IsString;
    }
}
