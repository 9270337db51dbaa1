using Headgate.Jinja.Errors;
using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Methods;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>s|truncate(length, killwords, end, leeway)</c>: a text cut to a length, at a space unless words may be cut.</summary>
internal static class TruncateFilter
{
    private static readonly Signature Signature = new("do_truncate", 2, "length?", "killwords?", "end?", "leeway?");

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        if (!slots[0].IsMissing)
        {
            Undefined.ThrowIf(slots[0]);
        }
        var length = slots[0].IsMissing ? 255 : MethodArguments.Index(slots[0]);
        var end = slots[2].IsMissing ? Value.From("...") : slots[2];
        var leeway = slots[3].IsMissing || slots[3].IsNone ? context.Policies.TruncateLeeway : MethodArguments.Index(slots[3]);
        var endLength = Operators.Length(context, end);
        if (length < endLength)
        {
            throw new JinjaException(JinjaErrorKind.AssertionError, $"expected length >= {endLength}, got {length}");
        }
        if (leeway < 0)
        {
            throw new JinjaException(JinjaErrorKind.AssertionError, $"expected leeway >= 0, got {leeway}");
        }
        if (Operators.Length(context, input) <= length + leeway)
        {
            return input;
        }
        var kept = Operators.Slice(context, input, default, Value.From(length - endLength), default);
        if ((slots[1].IsMissing || !slots[1].IsTruthy) && kept.Reference is string text)
        {
            var space = text.LastIndexOf(' ');
            var cut = space < 0 ? text : text[..space];
            kept = kept.IsSafe ? Value.SafeString(cut) : Value.From(cut);
        }
        return Operators.Add(context, kept, end);
    }
}
