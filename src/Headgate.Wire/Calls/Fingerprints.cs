using System.Security.Cryptography;
using System.Text;

namespace Headgate.Wire;

/// <summary>Names a credential that belongs to nobody without keeping it: a keyed hash, cut to 64 bits.</summary>
public sealed class Fingerprints
{
    private readonly byte[] _key;

    /// <summary>Fingerprints of this process only.</summary>
    public Fingerprints()
        : this(RandomNumberGenerator.GetBytes(32)) { }

    /// <summary>Fingerprints that stay the same as long as the key does.</summary>
    public Fingerprints(byte[] key) => _key = key;

    /// <summary>The fingerprint of a credential: 16 hexadecimal digits.</summary>
    public string Of(string credential) =>
        credential.Length == 0 ? "" : Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(credential)).AsSpan(0, 8));
}
