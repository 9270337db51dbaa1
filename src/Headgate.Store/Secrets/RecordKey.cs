using System.Security.Cryptography;

namespace Headgate.Store.Secrets;

/// <summary>
/// Keys what the record holds of arguments under a key file of the server: whoever has a copy of the record cannot try out what was sent, and equal arguments are told to be
/// equal for as long as the installation lives.
/// </summary>
public sealed class RecordKey(StoreSettings settings)
{
    private readonly Lazy<byte[]> _key = new(() => Load(settings));

    /// <summary>Reads the key file, which is made where there is none.</summary>
    internal static byte[] Load(StoreSettings settings) => KeyFile.LoadOrCreate(settings.KeysFolder, "record.key");

    /// <summary>HMAC-SHA256 of a digest, as 64 lower-case hex digits.</summary>
    public string Of(ReadOnlySpan<byte> digest) => Convert.ToHexStringLower(HMACSHA256.HashData(_key.Value, digest));
}
