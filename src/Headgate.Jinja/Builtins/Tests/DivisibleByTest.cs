using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary><c>n is divisibleby(m)</c>.</summary>
internal static class DivisibleByTest
{
    private static readonly Signature Signature = new("test_divisibleby", 1, "num");

    public static bool Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        return Operators.Equal(context, Operators.Modulo(context, input, slots[0]), Value.From(0));
    }
}
