using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary><c>x is integer</c>: whether the value is an int and no bool.</summary>
internal static class IntegerTest
{
    public static bool Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "test_integer");
        return input.Kind == ValueKind.Int;
    }
}
