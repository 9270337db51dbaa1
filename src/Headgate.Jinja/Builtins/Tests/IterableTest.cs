using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary><c>x is iterable</c>.</summary>
internal static class IterableTest
{
    public static bool Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "test_iterable");
        return Operators.TryIterate(context, input, out _);
    }
}
