using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary><c>x is callable</c>: whether the value can be called.</summary>
internal static class CallableTest
{
    public static bool Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "callable");
        // Jinja's Undefined can be called, if only to raise.
        return input.IsUndefined || Operators.IsCallable(input);
    }
}
