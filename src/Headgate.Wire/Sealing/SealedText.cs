using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Headgate.Wire.Sealing;

/// <summary>
/// Texts that only this installation can make and read, and that have one form: whoever turns a byte of one, pads it, or writes it in another alphabet has none.
/// </summary>
public sealed class SealedText(IDataProtectionProvider protection, string purpose)
{
    private readonly IDataProtector _protector = protection.CreateProtector(purpose);

    /// <summary>Seals a text.</summary>
    public string Of(string text) => Base64Url.EncodeToString(_protector.Protect(Encoding.UTF8.GetBytes(text)));

    /// <summary>The text that was sealed; null where none was.</summary>
    public string? Read(string text)
    {
        try
        {
            var bytes = Base64Url.DecodeFromChars(text);
            return string.Equals(Base64Url.EncodeToString(bytes), text, StringComparison.Ordinal)
                ? Encoding.UTF8.GetString(_protector.Unprotect(bytes))
                : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}
