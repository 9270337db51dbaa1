using System.Security.Cryptography;
using System.Text;
using Headgate.Catalogue;

namespace Headgate.Store.Secrets;

/// <summary>
/// Hash of tokens and agent keys: HMAC-SHA256 under a key file of the server. The secrets have 256 random bits, so one fast hash is
/// enough, and a stolen database alone tells nothing. Look-up is by the hash.
/// </summary>
public sealed class TokenHasher(StoreSettings settings)
{
    private readonly Lazy<byte[]> _key = new(() => KeyFile.LoadOrCreate(settings.KeysFolder, "tokens.key"));

    /// <summary>The hash as 64 lower-case hex digits.</summary>
    public string Hash(Secret secret) => Hash(secret.Reveal());

    /// <summary>The hash of a presented credential as 64 lower-case hex digits.</summary>
    public string Hash(ReadOnlySpan<char> credential)
    {
        var text = Encoding.UTF8.GetByteCount(credential);
        var bytes = text <= 512 ? stackalloc byte[text] : new byte[text];
        Encoding.UTF8.GetBytes(credential, bytes);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key.Value, bytes, hash);
        CryptographicOperations.ZeroMemory(bytes);
        return Convert.ToHexStringLower(hash);
    }
}
