using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary><c>x is undefined</c>: whether the value is missing.</summary>
internal static class UndefinedTest
{
    public static bool Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "test_undefined");
        return input.IsUndefined;
    }
}
