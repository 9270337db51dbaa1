using System.Globalization;
using System.Text;
using Headgate.Catalogue;

namespace Headgate.Mcp.Results;

/// <summary>Makes text of projects and logs safe to hand to a model: what a person would not see is written out.</summary>
internal static class ShownText
{
    /// <summary>The text, with every hidden character but line ends and tabs as its number: <c>\u{202e}</c>.</summary>
    public static string Of(string text)
    {
        if (!HasHidden(text))
        {
            return text;
        }
        var shown = new StringBuilder(text.Length + 64);
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHidden(rune))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            }
            else
            {
                shown.Append(rune);
            }
        }
        return shown.ToString();
    }

    /// <summary>Whether a text has a character that nobody sees.</summary>
    public static bool HasHidden(string text)
    {
        if (System.Text.Ascii.IsValid(text) && !text.AsSpan().ContainsAnyInRange('\0', '\x1f'))
        {
            return text.Contains('\x7f', StringComparison.Ordinal);
        }
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsHidden(rune))
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsHidden(Rune rune) => rune.Value is not ('\n' or '\r' or '\t') && HiddenCharacter.Is(rune);
}
