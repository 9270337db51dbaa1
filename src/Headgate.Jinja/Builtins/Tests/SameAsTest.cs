using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary><c>x is sameas(y)</c>: whether both are the same object.</summary>
internal static class SameAsTest
{
    private static readonly Signature Signature = new("test_sameas", 1, "other");

    public static bool Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        var other = slots[0];
        if (input.Kind != other.Kind)
        {
            return false;
        }
        return input.Kind switch
        {
            ValueKind.None => true,
            ValueKind.Bool => input.Bits == other.Bits,
            ValueKind.Int => ValueEquality.Equal(input, other),
            ValueKind.Float => input.Bits == other.Bits,
            ValueKind.Str => ReferenceEquals(input.Reference, other.Reference)
                || (ValueEquality.Equal(input, other) && input.IsSafe == other.IsSafe),
            ValueKind.Tuple when input.TupleReference.Count == 0 => other.TupleReference.Count == 0,
            _ => ReferenceEquals(input.Reference, other.Reference),
        };
    }
}
