using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Methods;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>s|striptags</c>: text without comments and tags, its spaces run together.</summary>
internal static class StripTagsFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "do_striptags", 1);
        return Value.From(MarkupMethods.StripTags(HtmlText.TextOrHtml(input)));
    }
}
