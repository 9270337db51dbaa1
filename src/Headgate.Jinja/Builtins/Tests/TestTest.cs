using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary><c>name is test</c>: whether a test of that name exists.</summary>
internal static class TestTest
{
    public static bool Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "test_test");
        if (input.Reference is string name)
        {
            return context.HasTest(name);
        }
        // Jinja looks the value up, so that it must have a hash.
        _ = input.GetHashCode();
        return false;
    }
}
