using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary><c>name is test</c>: whether a test of that name exists.</summary>
internal static class TestTest
{
    public static bool Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "test_test");
        return input.Reference is string name && context.HasTest(name);
    }
}
