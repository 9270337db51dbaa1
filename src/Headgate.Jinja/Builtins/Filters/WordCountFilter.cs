using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>s|wordcount</c>: the number of words.</summary>
internal static class WordCountFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "do_wordcount", 1);
        var count = 0;
        var inside = false;
        foreach (var point in CodePoints.ToArray(SoftText.Of(input).AsString()))
        {
            var word = CharacterClasses.IsWord(point);
            count += word && !inside ? 1 : 0;
            inside = word;
        }
        return Value.From(count);
    }
}
