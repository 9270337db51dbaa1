using Headgate.Jinja.Values;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>x|default(value, boolean)</c>, <c>x|d</c>: another value for an undefined one, or also for a false one.</summary>
internal static class DefaultFilter
{
    private static readonly Signature Signature = new("do_default", 1, "default_value?", "boolean?");

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        if (!input.IsUndefined && arguments.Count == arguments.PositionalCount && arguments.Count <= 1)
        {
            return input;
        }
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        if (input.IsUndefined || (!slots[1].IsMissing && slots[1].IsTruthy && !input.IsTruthy))
        {
            return slots[0].IsMissing ? Value.EmptyString : slots[0];
        }
        return input;
    }
}
