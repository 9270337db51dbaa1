using System.Globalization;
using System.Text;

namespace Headgate.Platform.Runs.Execution;

/// <summary>
/// Names under which artifacts are kept. They are a project's choice, and whoever downloads all of them makes paths of the names: what a person cannot see, or what another
/// program could read as something else, is no name.
/// </summary>
internal static class ArtifactNames
{
    private const int Longest = 1000;
    private const int LongestPart = 255;

    /// <summary>Whether a path below the target folder, parted by slashes, is plain.</summary>
    public static bool IsPlain(string path) => path.Length is > 0 and <= Longest && path.Split('/').All(IsPlainPart);

    private static bool IsPlainPart(string part) =>
        part.Length > 0
        && Encoding.UTF8.GetByteCount(part) <= LongestPart
        && part[^1] is not ('.' or ' ')
        && part[0] != ' '
        && part.EnumerateRunes().All(IsPlain);

    /// <summary>No percent either: an address has the letter in another form, and not all programs undo it once.</summary>
    private static bool IsPlain(Rune letter) =>
        letter != Rune.ReplacementChar
        && letter.Value is not ('\\' or '%')
        && Rune.GetUnicodeCategory(letter)
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.Surrogate
                or UnicodeCategory.OtherNotAssigned
            );
}
