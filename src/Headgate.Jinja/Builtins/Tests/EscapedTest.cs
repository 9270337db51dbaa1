using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Builtins.Tests;

/// <summary><c>x is escaped</c>: whether the text is safe for HTML.</summary>
internal static class EscapedTest
{
    public static bool Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "test_escaped");
        return HtmlText.IsHtml(input);
    }
}
