using System.Globalization;

namespace Headgate.Jinja.Values.Text;

/// <summary>Python's repr of str and bytes: the choice of quotes and the escapes.</summary>
internal static class StringRepr
{
    public static void Write(TextBuffer buffer, string text)
    {
        var quote = text.Contains('\'') && !text.Contains('"') ? '"' : '\'';
        buffer.Append(quote);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == quote || c == '\\')
            {
                buffer.Append('\\');
                buffer.Append(c);
            }
            else if (c is >= ' ' and < '\x7f')
            {
                buffer.Append(c);
            }
            else if (CodePoints.UnitsAt(text, i) == 2)
            {
                WritePoint(buffer, CodePoints.At(text, i), text.AsSpan(i, 2));
                i++;
            }
            else
            {
                WritePoint(buffer, c, text.AsSpan(i, 1));
            }
        }
        buffer.Append(quote);
    }

    public static void Write(TextBuffer buffer, byte[] bytes)
    {
        var quote = Array.IndexOf(bytes, (byte)'\'') >= 0 && Array.IndexOf(bytes, (byte)'"') < 0 ? '"' : '\'';
        buffer.Append('b');
        buffer.Append(quote);
        foreach (var b in bytes)
        {
            var c = (char)b;
            if (c == quote || c == '\\')
            {
                buffer.Append('\\');
                buffer.Append(c);
            }
            else if (c is '\n' or '\r' or '\t')
            {
                buffer.Append(
                    c == '\n' ? "\\n"
                    : c == '\r' ? "\\r"
                    : "\\t"
                );
            }
            else if (c is >= ' ' and < '\x7f')
            {
                buffer.Append(c);
            }
            else
            {
                buffer.Append("\\x");
                buffer.Append(b.ToString("x2", CultureInfo.InvariantCulture));
            }
        }
        buffer.Append(quote);
    }

    /// <summary>Python's isprintable of one code point.</summary>
    public static bool IsPrintable(int point)
    {
        if (point < 0x7f)
        {
            return point >= ' ';
        }
        var category = CharUnicodeInfo.GetUnicodeCategory(point);
        return category
            is not (
                UnicodeCategory.Control
                or UnicodeCategory.Format
                or UnicodeCategory.Surrogate
                or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned
                or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator
                or UnicodeCategory.SpaceSeparator
            );
    }

    private static void WritePoint(TextBuffer buffer, int point, ReadOnlySpan<char> text)
    {
        switch (point)
        {
            case '\n':
                buffer.Append("\\n");
                return;
            case '\r':
                buffer.Append("\\r");
                return;
            case '\t':
                buffer.Append("\\t");
                return;
        }
        if (IsPrintable(point))
        {
            buffer.Append(text);
        }
        else
        {
            buffer.Append(
                point switch
                {
                    < 0x100 => $"\\x{point:x2}",
                    < 0x10000 => $"\\u{point:x4}",
                    _ => $"\\U{point:x8}",
                }
            );
        }
    }
}
