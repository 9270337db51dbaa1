using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>s|safe</c>: marks text as safe for HTML.</summary>
internal static class SafeFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "do_mark_safe", 1);
        return Value.SafeString(HtmlText.TextOrHtml(input));
    }
}
