using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary><c>x is false</c>: whether the value is false itself, not only falsy.</summary>
internal static class FalseTest
{
    public static bool Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "test_false");
        return input.IsBool && !input.BoolBits;
    }
}
