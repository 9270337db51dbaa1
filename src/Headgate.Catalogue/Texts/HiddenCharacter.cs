using System.Globalization;
using System.Text;

namespace Headgate.Catalogue;

/// <summary>Characters that nobody sees: they can hide, reorder or break the line that they stand in.</summary>
public static class HiddenCharacter
{
    /// <summary>Whether a character is one.</summary>
    /// <param name="c">One UTF-16 unit.</param>
    public static bool Is(char c)
    {
        if (c is >= ' ' and < '\u007f')
        {
            return false;
        }
        return CharUnicodeInfo.GetUnicodeCategory(c)
            is UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned;
    }

    /// <inheritdoc cref="Is(char)"/>
    /// <param name="rune">One scalar value.</param>
    public static bool Is(Rune rune) =>
        rune.IsBmp ? Is((char)rune.Value) : Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.PrivateUse;
}
