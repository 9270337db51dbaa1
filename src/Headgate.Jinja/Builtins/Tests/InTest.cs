using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary><c>x is in(items)</c>.</summary>
internal static class InTest
{
    private static readonly Signature Signature = new("test_in", 1, "seq");

    public static bool Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        return Operators.Contains(context, input, slots[0]);
    }
}
