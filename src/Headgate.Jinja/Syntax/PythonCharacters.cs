using System.Buffers;
using System.Globalization;
using System.Text;

namespace Headgate.Jinja.Syntax;

/// <summary>Python's view of characters, where it differs from .NET's.</summary>
internal static class PythonCharacters
{
    /// <summary>Whether Python's <c>\s</c> and <c>str.isspace</c> take the character for white space.</summary>
    public static bool IsSpace(char c) =>
        c is ' ' or '\n' or '\t' || (c > '~' ? char.IsWhiteSpace(c) : c is (>= '\t' and <= '\r') or (>= '\x1c' and <= '\x1f'));

    /// <summary>Length of the word (Python's <c>\w+</c> and marks) that starts at an offset.</summary>
    public static int WordLength(ReadOnlySpan<char> text)
    {
        var at = 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsAsciiLetterOrDigit(c) || c == '_')
            {
                at++;
                continue;
            }
            if (c < 128 || Rune.DecodeFromUtf16(text[at..], out var rune, out var used) != OperationStatus.Done || !IsWord(rune))
            {
                break;
            }
            at += used;
        }
        return at;
    }

    /// <summary>Whether a word is an identifier for Python.</summary>
    public static bool IsIdentifier(ReadOnlySpan<char> word)
    {
        var first = true;
        foreach (var rune in word.EnumerateRunes())
        {
            if (
                !(rune.IsAscii ? rune.Value == '_' || Rune.IsLetter(rune) || (!first && Rune.IsDigit(rune)) : IsIdentifierPart(rune, first))
            )
            {
                return false;
            }
            first = false;
        }
        return !first;
    }

    private static bool IsWord(Rune rune) =>
        Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.UppercaseLetter
                or UnicodeCategory.LowercaseLetter
                or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter
                or UnicodeCategory.OtherLetter
                or UnicodeCategory.LetterNumber
                or UnicodeCategory.OtherNumber
                or UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.ConnectorPunctuation;

    private static bool IsIdentifierPart(Rune rune, bool first) =>
        Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter => true,
            UnicodeCategory.LowercaseLetter => true,
            UnicodeCategory.TitlecaseLetter => true,
            UnicodeCategory.ModifierLetter => true,
            UnicodeCategory.OtherLetter => true,
            UnicodeCategory.LetterNumber => true,
            UnicodeCategory.DecimalDigitNumber => !first,
            UnicodeCategory.NonSpacingMark => !first,
            UnicodeCategory.SpacingCombiningMark => !first,
            UnicodeCategory.ConnectorPunctuation => !first,
            _ => false,
        };
}
