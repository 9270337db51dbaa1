namespace Headgate.Jinja.Values.Text;

/// <summary>Text counted in code points, as Python's str does; text without surrogates takes the short way.</summary>
internal static class CodePoints
{
    private static readonly string[] Ascii = CreateAscii();

    public static bool HasSurrogates(ReadOnlySpan<char> text) => text.ContainsAnyInRange('\ud800', '\udfff');

    public static string OneCharacter(char character) => character < 128 ? Ascii[character] : character.ToString();

    public static int Count(ReadOnlySpan<char> text)
    {
        if (!HasSurrogates(text))
        {
            return text.Length;
        }
        var count = 0;
        for (var i = 0; i < text.Length; i += UnitsAt(text, i))
        {
            count++;
        }
        return count;
    }

    /// <summary>1, or 2 at a surrogate pair.</summary>
    public static int UnitsAt(ReadOnlySpan<char> text, int index) =>
        char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]) ? 2 : 1;

    /// <summary>The code point at an offset in UTF-16 units; a lone surrogate is itself.</summary>
    public static int At(ReadOnlySpan<char> text, int index) =>
        UnitsAt(text, index) == 2 ? char.ConvertToUtf32(text[index], text[index + 1]) : text[index];

    public static string ToText(int codePoint) =>
        codePoint switch
        {
            < 128 => Ascii[codePoint],
            < 0x10000 => ((char)codePoint).ToString(),
            _ => char.ConvertFromUtf32(codePoint),
        };

    /// <summary>The code points one by one.</summary>
    public static int[] ToArray(ReadOnlySpan<char> text)
    {
        var result = new int[Count(text)];
        for (int i = 0, n = 0; i < text.Length; i += UnitsAt(text, i))
        {
            result[n++] = At(text, i);
        }
        return result;
    }

    /// <summary>Offset in UTF-16 units of a code point; the text's length for those beyond the end.</summary>
    public static int OffsetOf(ReadOnlySpan<char> text, int index)
    {
        if (!HasSurrogates(text))
        {
            return Math.Min(index, text.Length);
        }
        var offset = 0;
        for (var n = 0; n < index && offset < text.Length; n++)
        {
            offset += UnitsAt(text, offset);
        }
        return offset;
    }

    /// <summary>Number of code points before an offset in UTF-16 units.</summary>
    public static int IndexOf(ReadOnlySpan<char> text, int offset) => Count(text[..offset]);

    private static string[] CreateAscii()
    {
        var result = new string[128];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = ((char)i).ToString();
        }
        return result;
    }
}
