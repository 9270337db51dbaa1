using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary><c>x is defined</c>: whether the value is there.</summary>
internal static class DefinedTest
{
    public static bool Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "test_defined");
        return !input.IsUndefined;
    }
}
