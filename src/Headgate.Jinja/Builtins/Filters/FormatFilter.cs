using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Formatting;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>s|format(...)</c>: Python's % formatting with the arguments, positional or by keyword.</summary>
internal static class FormatFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        if (arguments.PositionalCount > 0 && arguments.KeywordCount > 0)
        {
            throw PythonError.FilterArgument("can't handle positional and keyword arguments at the same time");
        }
        var values = arguments.KeywordCount > 0 ? Value.From(arguments.KeywordsToDict()) : Value.Tuple(arguments.Positional.ToArray());
        return PercentFormat.Apply(context, SoftText.Of(input), values);
    }
}
