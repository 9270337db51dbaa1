using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary><c>name is filter</c>: whether a filter of that name exists.</summary>
internal static class FilterTest
{
    public static bool Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "test_filter");
        return input.Reference is string name && context.HasFilter(name);
    }
}
