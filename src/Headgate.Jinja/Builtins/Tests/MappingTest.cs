using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary><c>x is mapping</c>: whether the value is a dict or an object like one.</summary>
internal static class MappingTest
{
    public static bool Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "test_mapping");
        return input.Kind == ValueKind.Dict || input.Reference is IJinjaObject { IsMapping: true };
    }
}
