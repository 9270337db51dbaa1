using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary><c>name is filter</c>: whether a filter of that name exists.</summary>
internal static class FilterTest
{
    public static bool Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "test_filter");
        if (input.Reference is string name)
        {
            return context.HasFilter(name);
        }
        // Jinja looks the value up, so that it must have a hash.
        _ = input.GetHashCode();
        return false;
    }
}
