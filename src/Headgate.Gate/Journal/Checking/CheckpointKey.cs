using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Headgate.Gate.Journal.Checking;

/// <summary>The key that signs checkpoints and the anchor (ECDSA P-256), and its public half that checks them.</summary>
internal sealed class CheckpointKey : IDisposable
{
    private const string PrivateName = "journal-signing.pem";
    private const string PublicName = "journal-signing.pub.pem";
    private readonly ECDsa _key;

    private CheckpointKey(ECDsa key)
    {
        _key = key;
        Id = Convert.ToHexStringLower(SHA256.HashData(_key.ExportSubjectPublicKeyInfo()).AsSpan(0, 8));
    }

    /// <summary>Names the key in a checkpoint: the first 16 digits of its public half's SHA-256.</summary>
    public string Id { get; }

    /// <summary>Reads the signing key from the folder of keys, or makes it.</summary>
    public static CheckpointKey OpenOrCreate(string keysFolder)
    {
        JournalFolder.Create(keysFolder);
        var path = Path.Combine(keysFolder, PrivateName);
        var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(path))
        {
            pair.ImportFromPem(File.ReadAllText(path));
        }
        else
        {
            JournalFolder.WriteWhole(path, Encoding.ASCII.GetBytes(pair.ExportPkcs8PrivateKeyPem()));
        }
        var half = Path.Combine(keysFolder, PublicName);
        if (!File.Exists(half))
        {
            JournalFolder.WriteWhole(half, Encoding.ASCII.GetBytes(pair.ExportSubjectPublicKeyInfoPem()));
        }
        return new(pair);
    }

    /// <summary>Reads the public half (or the private one, where only that is there); null where the folder has neither.</summary>
    public static CheckpointKey? OpenForChecking(string keysFolder)
    {
        var path = new[] { PublicName, PrivateName }.Select(name => Path.Combine(keysFolder, name)).FirstOrDefault(File.Exists);
        if (path is null)
        {
            return null;
        }
        var half = ECDsa.Create();
        half.ImportFromPem(File.ReadAllText(path));
        return new(half);
    }

    /// <summary>Signs that the journal's record of this number has this hash.</summary>
    public string Sign(string purpose, long sequence, string hash) =>
        Convert.ToBase64String(_key.SignData(Statement(purpose, sequence, hash), HashAlgorithmName.SHA256));

    /// <summary>Whether a signature is this key's for the record.</summary>
    public bool Verify(string purpose, long sequence, string hash, string signature)
    {
        var bytes = new byte[128];
        return Convert.TryFromBase64String(signature, bytes, out var length)
            && _key.VerifyData(Statement(purpose, sequence, hash), bytes.AsSpan(0, length), HashAlgorithmName.SHA256);
    }

    /// <inheritdoc />
    public void Dispose() => _key.Dispose();

    private static byte[] Statement(string purpose, long sequence, string hash) =>
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"headgate journal {purpose}\n{sequence}\n{hash}\n"));
}
