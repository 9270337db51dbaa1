using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary><c>x is true</c>: whether the value is true itself, not only truthy.</summary>
internal static class TrueTest
{
    public static bool Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "test_true");
        return input.IsBool && input.BoolBits;
    }
}
