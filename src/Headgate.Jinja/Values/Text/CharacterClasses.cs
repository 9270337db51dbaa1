using System.Globalization;

namespace Headgate.Jinja.Values.Text;

/// <summary>Python's classes of characters: isalpha, isdigit, isspace and so on, for one code point.</summary>
internal static class CharacterClasses
{
    public static bool IsSpace(int point) =>
        point is (>= 9 and <= 13) or (>= 0x1c and <= 0x20) or 0x85 or 0xa0 or 0x1680
        || point is (>= 0x2000 and <= 0x200a) or 0x2028 or 0x2029 or 0x202f or 0x205f or 0x3000;

    public static bool IsLineBreak(int point) => point is (>= 0x0a and <= 0x0d) or (>= 0x1c and <= 0x1e) or 0x85 or 0x2028 or 0x2029;

    public static bool IsAlpha(int point) => CharUnicodeInfo.GetUnicodeCategory(point) <= UnicodeCategory.OtherLetter;

    public static bool IsDecimal(int point) => CharUnicodeInfo.GetUnicodeCategory(point) == UnicodeCategory.DecimalDigitNumber;

    public static bool IsDigit(int point) => IsDecimal(point) || CharUnicodeInfo.GetDigitValue(CodePoints.ToText(point), 0) >= 0;

    public static bool IsNumeric(int point) =>
        IsDigit(point) || CharUnicodeInfo.GetNumericValue(CodePoints.ToText(point), 0) != -1 || IsCjkNumber(point);

    public static bool IsAlphanumeric(int point) => IsAlpha(point) || IsNumeric(point);

    public static bool IsUpper(int point) =>
        CharUnicodeInfo.GetUnicodeCategory(point) == UnicodeCategory.UppercaseLetter
        || point is (>= 0x2160 and <= 0x216f) or (>= 0x24b6 and <= 0x24cf) or (>= 0x1f130 and <= 0x1f149);

    public static bool IsLower(int point) =>
        CharUnicodeInfo.GetUnicodeCategory(point) == UnicodeCategory.LowercaseLetter
        || point is 0xaa or 0xba or (>= 0x2b0 and <= 0x2b8) or 0x2c0 or 0x2c1 or (>= 0x2e0 and <= 0x2e4)
        || point is (>= 0x2170 and <= 0x217f) or (>= 0x24d0 and <= 0x24e9) or (>= 0x1d2c and <= 0x1d6a) or 0x1d78;

    public static bool IsTitle(int point) => CharUnicodeInfo.GetUnicodeCategory(point) == UnicodeCategory.TitlecaseLetter;

    public static bool IsCased(int point) => IsUpper(point) || IsLower(point) || IsTitle(point);

    /// <summary>What Python's regular expressions take as \w.</summary>
    public static bool IsWord(int point) => point == '_' || IsAlphanumeric(point);

    public static bool IsIdentifierStart(int point) =>
        point == '_' || CharUnicodeInfo.GetUnicodeCategory(point) is <= UnicodeCategory.OtherLetter or UnicodeCategory.LetterNumber;

    public static bool IsIdentifierPart(int point) =>
        IsIdentifierStart(point)
        || CharUnicodeInfo.GetUnicodeCategory(point)
            is UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.ConnectorPunctuation
        || point is 0xb7 or 0x387;

    private static bool IsCjkNumber(int point) =>
        point is 0x4e00 or 0x4e8c or 0x4e09 or 0x56db or 0x4e94 or 0x516d or 0x4e03 or 0x516b or 0x4e5d or 0x5341
        || point is 0x767e or 0x5343 or 0x842c or 0x4e07 or 0x5104 or 0x5146 or 0x3007;
}
