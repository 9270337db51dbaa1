using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary><c>x is boolean</c>: whether the value is true or false.</summary>
internal static class BooleanTest
{
    public static bool Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "test_boolean");
        return input.IsBool;
    }
}
