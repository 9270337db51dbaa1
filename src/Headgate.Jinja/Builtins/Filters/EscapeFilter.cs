using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>s|escape</c>, <c>s|e</c>: replaces the characters that HTML reserves, unless the text is safe already.</summary>
internal static class EscapeFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "escape", 1);
        return Value.SafeString(HtmlText.Escaped(input));
    }
}
