using Headgate.Jinja.Values;
using Headgate.Jinja.Values.Text;

namespace Headgate.Jinja.Builtins;

/// <summary>Quoting for URLs as Python's urllib does it.</summary>
internal static class UrlText
{
    /// <summary>Quotes the text of a value; in a query a space becomes + and a slash is quoted too.</summary>
    public static string Quote(in Value value, bool forQuery)
    {
        var bytes = value.Reference as byte[] ?? TextEncodings.Encode(value.ToString(), "utf-8", "strict");
        using var buffer = new TextBuffer();
        foreach (var b in bytes)
        {
            var c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '~' || (c == '/' && !forQuery))
            {
                buffer.Append(c);
            }
            else if (c == ' ' && forQuery)
            {
                buffer.Append('+');
            }
            else
            {
                buffer.Append('%');
                buffer.Append("0123456789ABCDEF"[b >> 4]);
                buffer.Append("0123456789ABCDEF"[b & 15]);
            }
        }
        return buffer.ToString();
    }
}
