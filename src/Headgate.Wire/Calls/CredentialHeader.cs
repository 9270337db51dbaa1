using System.Buffers;
using Headgate.Catalogue;
using Microsoft.Extensions.Primitives;

namespace Headgate.Wire;

/// <summary>Reads the <c>Authorization</c> header strictly: one header, one of two words, one credential of the characters that keys have.</summary>
public static class CredentialHeader
{
    /// <summary>Longest credential that is looked at, unless it is a signed token.</summary>
    public const int MaxLength = 512;

    /// <summary>How signed tokens (JWT) begin.</summary>
    public const string TokenPrefix = "eyJ";

    /// <summary>Longest signed token that is looked at.</summary>
    public const int LongestToken = 8 * 1024;

    private static readonly SearchValues<char> KeyCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~+/="
    );

    /// <summary>The credential, or why there is none that can be looked up.</summary>
    /// <param name="header">The values of the header <c>Authorization</c>.</param>
    public static CallerCredential Read(StringValues header)
    {
        var refusal = Read(header, out var credential);
        return new CallerCredential(new Secret(credential), refusal);
    }

    private static Reason? Read(StringValues header, out string credential)
    {
        credential = "";
        if (header.Count == 0)
        {
            return Reason.NoCredential;
        }
        if (header.Count > 1)
        {
            return Reason.AmbiguousCredential;
        }
        var text = header[0].AsSpan();
        foreach (var c in text)
        {
            if (c is < ' ' or '\x7f')
            {
                return Reason.MalformedHeader;
            }
        }
        text = text.Trim(' ');
        if (text.IsEmpty)
        {
            return Reason.NoCredential;
        }
        var end = text.IndexOf(' ');
        var scheme = end < 0 ? text : text[..end];
        if (!scheme.Equals("Token", StringComparison.OrdinalIgnoreCase) && !scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            return Reason.UnsupportedScheme;
        }
        if (end < 0)
        {
            return Reason.EmptyCredential;
        }
        var secret = text[end..].TrimStart(' ');
        if (secret.Length > (secret.StartsWith(TokenPrefix, StringComparison.Ordinal) ? LongestToken : MaxLength))
        {
            return Reason.OversizedHeader;
        }
        if (secret.IndexOfAnyExcept(KeyCharacters) >= 0)
        {
            return Reason.MalformedCredential;
        }
        credential = secret.ToString();
        return IsOldUserKey(secret) ? Reason.RetiredCredential : null;
    }

    private static bool IsOldUserKey(ReadOnlySpan<char> secret)
    {
        if (secret.Length != 40)
        {
            return false;
        }
        foreach (var c in secret)
        {
            if (!char.IsAsciiHexDigit(c))
            {
                return false;
            }
        }
        return true;
    }
}
