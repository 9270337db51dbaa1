using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Methods;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>s|center(width)</c>: text in the middle of a given width.</summary>
internal static class CenterFilter
{
    private static readonly Signature Signature = new("do_center", 1, "width?");

    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        var slots = default(ArgumentSlots);
        Signature.Bind(arguments, slots);
        var width = slots[0].IsMissing ? 80 : MethodArguments.Index(slots[0]);
        return StrMethods.Map(SoftText.Of(input), text => StrMethods.CenterText(context, text, width, " "));
    }
}
