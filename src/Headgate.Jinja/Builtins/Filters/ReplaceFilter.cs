using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Methods;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>s|replace(old, new, count)</c>: a part of a text replaced by another.</summary>
internal static class ReplaceFilter
{
    private static readonly Signature Signature = new("do_replace", 2, "old", "new", "count?");

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        if (!context.Autoescape && arguments is { KeywordCount: 0, PositionalCount: 2 })
        {
            return Value.From(StrMethods.ReplaceText(context, input.ToString(), arguments[0].ToString(), arguments[1].ToString(), -1));
        }
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        var count = slots[2].IsMissing || slots[2].IsNone ? -1 : MethodArguments.Index(slots[2]);
        if (!context.Autoescape)
        {
            return Value.From(StrMethods.ReplaceText(context, input.ToString(), slots[0].ToString(), slots[1].ToString(), count));
        }
        var text = SoftText.Of(input);
        if (HtmlText.IsHtml(slots[0]) || (HtmlText.IsHtml(slots[1]) && !HtmlText.IsHtml(input)))
        {
            text = Value.SafeString(HtmlText.Escaped(input));
        }
        if (!text.IsSafe)
        {
            return Value.From(StrMethods.ReplaceText(context, text.AsString(), slots[0].ToString(), slots[1].ToString(), count));
        }
        var old = HtmlText.Escaped(SoftText.Of(slots[0]));
        var with = HtmlText.Escaped(SoftText.Of(slots[1]));
        return Value.SafeString(StrMethods.ReplaceText(context, text.AsString(), old, with, count));
    }
}
