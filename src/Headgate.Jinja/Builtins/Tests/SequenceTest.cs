using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary><c>x is sequence</c>: whether the value has a length and items by key.</summary>
internal static class SequenceTest
{
    public static bool Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "test_sequence");
        switch (input.Kind)
        {
            case ValueKind.Undefined:
                Undefined.ThrowIfStrict(input);
                return true;
            case ValueKind.Str or ValueKind.Bytes or ValueKind.List or ValueKind.Tuple or ValueKind.Dict or ValueKind.Range:
                return true;
            default:
                return input.Reference is IJinjaObject { Length: not null } o && (o.IsSequence || o.IsMapping);
        }
    }
}
