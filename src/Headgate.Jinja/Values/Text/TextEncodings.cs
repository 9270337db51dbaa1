using System.Text;
using Headgate.Jinja.Errors;

namespace Headgate.Jinja.Values.Text;

/// <summary>Python's encode and decode for the encodings that every system has.</summary>
internal static class TextEncodings
{
    public static byte[] Encode(string text, string encoding, string errors)
    {
        var target = Find(encoding);
        if (target is UTF8Encoding && !CodePoints.HasSurrogates(text))
        {
            return target.GetBytes(text);
        }
        var bytes = new List<byte>(text.Length);
        var position = 0;
        foreach (var point in CodePoints.ToArray(text))
        {
            var fits = target.CodePage switch
            {
                20127 => point < 128,
                28591 => point < 256,
                _ => point is < 0xd800 or > 0xdfff,
            };
            if (fits)
            {
                bytes.AddRange(target.GetBytes(CodePoints.ToText(point)));
            }
            else
            {
                bytes.AddRange(target.GetBytes(Replacement(point, errors, encoding, position)));
            }
            position++;
        }
        return [.. bytes];
    }

    public static string Decode(byte[] bytes, string encoding, string errors)
    {
        var source = Find(encoding);
        try
        {
            var strict = Encoding.GetEncoding(source.CodePage, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
            return strict.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            return errors switch
            {
                "ignore" => Encoding
                    .GetEncoding(source.CodePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback(""))
                    .GetString(bytes),
                "replace" => source.GetString(bytes),
                _ => throw new JinjaException(
                    JinjaErrorKind.UnicodeError,
                    $"'{encoding}' codec can't decode byte 0x{e.BytesUnknown?[0]:x2} in position {e.Index}: invalid start byte"
                ),
            };
        }
    }

    private static string Replacement(int point, string errors, string encoding, int position) =>
        errors switch
        {
            "ignore" => "",
            "replace" => "?",
            "xmlcharrefreplace" => $"&#{point};",
            "backslashreplace" => point < 0x100 ? $"\\x{point:x2}"
            : point < 0x10000 ? $"\\u{point:x4}"
            : $"\\U{point:x8}",
            "strict" => throw new JinjaException(
                JinjaErrorKind.UnicodeError,
                $"'{encoding}' codec can't encode character {PythonText.ReprOf(CodePoints.ToText(point))} in position {position}: "
                    + (point is >= 0xd800 and <= 0xdfff ? "surrogates not allowed" : "ordinal not in range(128)")
            ),
            _ => throw new JinjaException(JinjaErrorKind.ValueError, $"unknown error handler name '{errors}'"),
        };

    private static Encoding Find(string name) =>
        name.ToLowerInvariant().Replace('_', '-') switch
        {
            "utf-8" or "utf8" or "u8" => new UTF8Encoding(false),
            "ascii" or "us-ascii" => Encoding.ASCII,
            "latin-1" or "latin1" or "iso-8859-1" => Encoding.Latin1,
            "utf-16-le" or "utf-16le" => new UnicodeEncoding(false, false),
            "utf-16-be" or "utf-16be" => new UnicodeEncoding(true, false),
            "utf-32-le" or "utf-32le" => new UTF32Encoding(false, false),
            _ => throw new JinjaException(JinjaErrorKind.ValueError, $"unknown encoding: {name}"),
        };
}
