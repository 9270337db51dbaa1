using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary><c>n is odd</c>.</summary>
internal static class OddTest
{
    public static bool Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "test_odd");
        return Operators.Equal(context, Operators.Modulo(context, input, Value.From(2)), Value.From(1));
    }
}
