using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Methods;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>s|trim(characters)</c>: text without spaces, or given characters, at its ends.</summary>
internal static class TrimFilter
{
    private static readonly Signature Signature = new("do_trim", 1, "chars?");

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        var text = SoftText.Of(input);
        string? characters = null;
        if (!slots[0].IsMissing && !slots[0].IsNone)
        {
            characters = slots[0].Reference as string ?? throw PythonError.Type("strip arg must be None or str");
            characters = text.IsSafe ? HtmlText.Escaped(slots[0]) : characters;
        }
        return StrMethods.Map(text, t => StrMethods.StripText(t, characters, true, true));
    }
}
