using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Headgate.Catalogue;

namespace Headgate.Cli.Terminals;

/// <summary>Colour codes inside text that came from elsewhere.</summary>
internal static partial class AnsiCodes
{
    /// <summary>
    /// The text without its codes, and without what else could steer a terminal or deceive its reader: control characters are dropped, others that nobody sees are written
    /// out (<c>\u{202e}</c>).
    /// </summary>
    public static string Strip(string text)
    {
        var plain = Sequence().Replace(text, "");
        if (!plain.Any(HiddenCharacter.Is) && !plain.Any(char.IsSurrogate))
        {
            return plain;
        }
        var shown = new StringBuilder(plain.Length + 16);
        foreach (var rune in plain.EnumerateRunes())
        {
            if (rune.Value is '\t' or '\n' || !HiddenCharacter.Is(rune))
            {
                shown.Append(rune);
            }
            else if (!Rune.IsControl(rune))
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{{{rune.Value:x}}}");
            }
        }
        return shown.ToString();
    }

    [GeneratedRegex(@"\x1B\[[0-9;?]*[ -/]*[@-~]", RegexOptions.NonBacktracking)]
    private static partial Regex Sequence();
}
