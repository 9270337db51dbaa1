using System.Buffers;
using System.Text;
using Headgate.Catalogue;

namespace Headgate.Wire;

/// <summary>
/// Judges the request target as it came, before anything is matched, and decodes the path exactly once. The server's own decoded path
/// cannot be used: it has already lost dot segments and most escapes.
/// </summary>
internal static class PathRules
{
    private static readonly SearchValues<char> Plain = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~!$&'()*+,=:@/"
    );

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static PathVerdict Check(string rawTarget, int limit)
    {
        if (rawTarget.Length > limit)
        {
            return new("", Reason.PathTooLong);
        }
        var end = rawTarget.IndexOf('?', StringComparison.Ordinal);
        var path = end < 0 ? rawTarget : rawTarget[..end];
        if (path.Length == 0 || path[0] != '/')
        {
            return new("", Reason.BadPath);
        }
        foreach (var c in rawTarget)
        {
            if (c is <= ' ' or > '~')
            {
                return new("", Reason.BadPath);
            }
        }
        if (path.AsSpan().IndexOfAnyExcept(Plain) < 0)
        {
            return new(path, null);
        }
        return Decode(path);
    }

    private static PathVerdict Decode(string path)
    {
        var bytes = new byte[path.Length];
        var length = 0;
        for (var i = 0; i < path.Length; i++)
        {
            var value = (int)path[i];
            if (value == '%')
            {
                if (i + 2 >= path.Length || !TryHex(path[i + 1], path[i + 2], out value))
                {
                    return new("", Reason.BadPath);
                }
                i += 2;
                if (value is '/' or '\\' or < ' ' or 0x7f)
                {
                    return new("", Reason.BadPath);
                }
            }
            else if (value is '\\' or '#' or '"' or '<' or '>' or '^' or '`' or '{' or '|' or '}')
            {
                return new("", Reason.BadPath);
            }
            bytes[length++] = (byte)value;
        }
        string decoded;
        try
        {
            decoded = StrictUtf8.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return new("", Reason.BadEncoding);
        }
        foreach (var segment in decoded.AsSpan().Split('/'))
        {
            if (decoded.AsSpan()[segment] is "." or "..")
            {
                return new("", Reason.BadPath);
            }
        }
        return new(decoded, null);
    }

    private static bool TryHex(char high, char low, out int value)
    {
        value = 0;
        if (!char.IsAsciiHexDigit(high) || !char.IsAsciiHexDigit(low))
        {
            return false;
        }
        value = (Convert.ToInt32(high.ToString(), 16) << 4) | Convert.ToInt32(low.ToString(), 16);
        return true;
    }
}
