using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Builtins.Filters;

/// <summary><c>s|title</c>: every word with an upper case first character and lower case for the rest.</summary>
internal static class TitleFilter
{
    public static Value Apply(CallContext context, Value input, Arguments arguments)
    {
        FilterArguments.None(arguments, "do_title", 1);
        var text = SoftText.Of(input).AsString();
        using var buffer = new TextBuffer();
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !IsBreak(text[i]))
            {
                continue;
            }
            Word(buffer, text[start..i]);
            if (i < text.Length)
            {
                buffer.Append(text[i]);
            }
            start = i + 1;
        }
        return Value.From(buffer.ToString());
    }

    private static bool IsBreak(char c) => c is '-' or '(' or '{' or '[' or '<' || CharacterClasses.IsSpace(c);

    private static void Word(TextBuffer buffer, string word)
    {
        if (word.Length > 0)
        {
            var units = CodePoints.UnitsAt(word, 0);
            buffer.Append(CaseMapping.Upper(word[..units]));
            buffer.Append(CaseMapping.Lower(word[units..]));
        }
    }
}
