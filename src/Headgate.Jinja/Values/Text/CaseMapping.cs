using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Headgate.Jinja.Values.Text;

/// <summary>Python's upper, lower, title, capitalize, swapcase and casefold: Unicode's full mappings.</summary>
internal static class CaseMapping
{
    private static readonly FrozenDictionary<int, string> SpecialUpper = Read(CaseTables.Upper);
    private static readonly FrozenDictionary<int, string> SpecialTitle = Read(CaseTables.Title);
    private static readonly FrozenDictionary<int, string> SpecialFold = Read(CaseTables.Fold);

    public static string Upper(string text)
    {
        if (Ascii.IsValid(text))
        {
            return string.Create(text.Length, text, static (room, from) => Ascii.ToUpper(from, room, out _));
        }
        using var buffer = new TextBuffer();
        foreach (var point in CodePoints.ToArray(text))
        {
            buffer.Append(Upper(point));
        }
        return buffer.ToString();
    }

    public static string Lower(string text)
    {
        if (Ascii.IsValid(text))
        {
            return LowerAscii(text);
        }
        using var buffer = new TextBuffer();
        var points = CodePoints.ToArray(text);
        for (var i = 0; i < points.Length; i++)
        {
            buffer.Append(Lower(points, i));
        }
        return buffer.ToString();
    }

    public static string Capitalize(string text)
    {
        if (text.Length == 0)
        {
            return text;
        }
        if (Ascii.IsValid(text))
        {
            return string.Create(
                text.Length,
                text,
                static (room, from) =>
                {
                    Ascii.ToLower(from, room, out _);
                    Ascii.ToUpper(from.AsSpan(0, 1), room, out _);
                }
            );
        }
        using var buffer = new TextBuffer();
        var points = CodePoints.ToArray(text);
        buffer.Append(Title(points[0]));
        for (var i = 1; i < points.Length; i++)
        {
            buffer.Append(Lower(points, i));
        }
        return buffer.ToString();
    }

    public static string Title(string text)
    {
        using var buffer = new TextBuffer();
        var points = CodePoints.ToArray(text);
        var inside = false;
        for (var i = 0; i < points.Length; i++)
        {
            buffer.Append(inside ? Lower(points, i) : Title(points[i]));
            inside = CharacterClasses.IsCased(points[i]);
        }
        return buffer.ToString();
    }

    public static string SwapCase(string text)
    {
        using var buffer = new TextBuffer();
        var points = CodePoints.ToArray(text);
        for (var i = 0; i < points.Length; i++)
        {
            buffer.Append(
                CharacterClasses.IsUpper(points[i]) ? Lower(points, i)
                : CharacterClasses.IsLower(points[i]) ? Upper(points[i])
                : CodePoints.ToText(points[i])
            );
        }
        return buffer.ToString();
    }

    public static string Fold(string text)
    {
        if (Ascii.IsValid(text))
        {
            return LowerAscii(text);
        }
        using var buffer = new TextBuffer();
        foreach (var point in CodePoints.ToArray(text))
        {
            buffer.Append(SpecialFold.TryGetValue(point, out var folded) ? folded : LowerOne(point));
        }
        return buffer.ToString();
    }

    private static string LowerAscii(string text) =>
        string.Create(text.Length, text, static (room, from) => Ascii.ToLower(from, room, out _));

    private static string Upper(int point) =>
        SpecialUpper.TryGetValue(point, out var upper) ? upper : CodePoints.ToText(Simple(point, Rune.ToUpperInvariant));

    private static string Title(int point) => SpecialTitle.TryGetValue(point, out var title) ? title : Upper(point);

    private static string LowerOne(int point) => point == 0x130 ? "i\u0307" : CodePoints.ToText(Simple(point, Rune.ToLowerInvariant));

    private static string Lower(int[] points, int index)
    {
        const int Sigma = 0x3a3;
        return points[index] == Sigma ? (IsFinalSigma(points, index) ? "\u03c2" : "\u03c3") : LowerOne(points[index]);
    }

    private static bool IsFinalSigma(int[] points, int index)
    {
        var before = index - 1;
        while (before >= 0 && IsCaseIgnorable(points[before]))
        {
            before--;
        }
        if (before < 0 || !CharacterClasses.IsCased(points[before]))
        {
            return false;
        }
        var after = index + 1;
        while (after < points.Length && IsCaseIgnorable(points[after]))
        {
            after++;
        }
        return after == points.Length || !CharacterClasses.IsCased(points[after]);
    }

    private static bool IsCaseIgnorable(int point) =>
        point is '\'' or '.' or ':' or '^' or '`' or 0xb7 or 0x2019
        || CharUnicodeInfo.GetUnicodeCategory(point)
            is UnicodeCategory.NonSpacingMark
                or UnicodeCategory.EnclosingMark
                or UnicodeCategory.Format
                or UnicodeCategory.ModifierLetter
                or UnicodeCategory.ModifierSymbol;

    private static int Simple(int point, Func<Rune, Rune> map) => Rune.IsValid(point) ? map(new Rune(point)).Value : point;

    private static FrozenDictionary<int, string> Read(string table)
    {
        var result = new Dictionary<int, string>();
        foreach (var entry in table.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var units = CodePoints.UnitsAt(entry, 0);
            result[CodePoints.At(entry, 0)] = entry[units..];
        }
        return result.ToFrozenDictionary();
    }
}
