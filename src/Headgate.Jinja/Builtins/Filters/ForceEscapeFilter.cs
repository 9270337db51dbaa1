using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>s|forceescape</c>: replaces the characters that HTML reserves, even in safe text.</summary>
internal static class ForceEscapeFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "do_forceescape", 1);
        return Value.SafeString(HtmlText.Escape(HtmlText.TextOrHtml(input)));
    }
}
