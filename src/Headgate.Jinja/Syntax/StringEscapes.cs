using System.Globalization;
using System.Text;

namespace Headgate.Jinja.Syntax;

/// <summary>The backslash escapes of string literals, as Python's "unicode-escape" codec reads them.</summary>
internal static class StringEscapes
{
    /// <summary>Replaces the escapes; where one is malformed, gives Python's wording of the problem.</summary>
    public static string Decode(string text, out string? problem)
    {
        problem = null;
        var result = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c != '\\' || at + 1 >= text.Length)
            {
                result.Append(c);
                continue;
            }
            at++;
            switch (text[at])
            {
                case '\n':
                    break;
                case '\\' or '\'' or '"':
                    result.Append(text[at]);
                    break;
                case 'a':
                    result.Append('\a');
                    break;
                case 'b':
                    result.Append('\b');
                    break;
                case 'f':
                    result.Append('\f');
                    break;
                case 'n':
                    result.Append('\n');
                    break;
                case 'r':
                    result.Append('\r');
                    break;
                case 't':
                    result.Append('\t');
                    break;
                case 'v':
                    result.Append('\v');
                    break;
                case >= '0' and <= '7':
                    at = Octal(text, at, result);
                    break;
                case 'x':
                    at = Hexadecimal(text, at, 2, result, ref problem);
                    break;
                case 'u':
                    at = Hexadecimal(text, at, 4, result, ref problem);
                    break;
                case 'U':
                    at = Hexadecimal(text, at, 8, result, ref problem);
                    break;
                case 'N':
                    problem =
                        text.AsSpan(at).StartsWith("N{") && text.IndexOf('}', at) > at + 2
                            ? "unknown Unicode character name"
                            : "malformed \\N character escape";
                    break;
                case > '\x7f':
                    at = NonAscii(text, at, result);
                    break;
                default:
                    result.Append('\\').Append(text[at]);
                    break;
            }
            if (problem is not null)
            {
                return text;
            }
        }
        return result.ToString();
    }

    private static int Octal(string text, int at, StringBuilder result)
    {
        var value = 0;
        var end = at;
        while (end < text.Length && end < at + 3 && text[end] is >= '0' and <= '7')
        {
            value = (value * 8) + (text[end++] - '0');
        }
        result.Append((char)value);
        return end - 1;
    }

    private static int Hexadecimal(string text, int at, int digits, StringBuilder result, ref string? problem)
    {
        var end = at + 1;
        while (end < text.Length && end <= at + digits && char.IsAsciiHexDigit(text[end]))
        {
            end++;
        }
        if (end != at + 1 + digits)
        {
            problem = "truncated \\" + text[at] + new string('X', digits) + " escape";
            return at;
        }
        var value = uint.Parse(text.AsSpan(at + 1, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        if (value > 0x10FFFF)
        {
            problem = "illegal Unicode character";
        }
        else if (value > 0xFFFF)
        {
            result.Append(new Rune(value).ToString());
        }
        else
        {
            result.Append((char)value);
        }
        return end - 1;
    }

    /// <summary>Jinja turns characters beyond ASCII into escapes first, so a backslash before one meets a backslash.</summary>
    private static int NonAscii(string text, int at, StringBuilder result)
    {
        var isPair = char.IsSurrogatePair(text, at);
        var value = isPair ? char.ConvertToUtf32(text, at) : text[at];
        result.Append('\\');
        result.Append(
            value switch
            {
                <= 0xFF => $"x{value:x2}",
                <= 0xFFFF => $"u{value:x4}",
                _ => $"U{value:x8}",
            }
        );
        return isPair ? at + 1 : at;
    }
}
