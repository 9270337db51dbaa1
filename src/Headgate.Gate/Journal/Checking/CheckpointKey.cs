using System.Security.Cryptography;
using System.Text;

namespace Headgate.Gate.Journal.Checking;

/// <summary>The key that signs heads and removals (ECDSA P-256).</summary>
internal sealed class CheckpointKey : IDisposable
{
    private const string PrivateName = "journal-signing.pem";
    private readonly ECDsa _key;

    private CheckpointKey(ECDsa key, bool isNew)
    {
        _key = key;
        IsNew = isNew;
        Id = KnownKeys.IdOf(key);
    }

    /// <summary>Names the key in what it signs: the first 16 digits of its public half's SHA-256.</summary>
    public string Id { get; }

    /// <summary>Whether it was made just now, because there was none.</summary>
    public bool IsNew { get; }

    /// <summary>Reads the signing key from the folder of keys, or makes it. The public half of an earlier key stays there under its id.</summary>
    public static CheckpointKey OpenOrCreate(string keysFolder)
    {
        JournalFolder.Create(keysFolder);
        var path = Path.Combine(keysFolder, PrivateName);
        var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var isNew = !File.Exists(path);
        if (isNew)
        {
            JournalFolder.WriteWhole(path, Encoding.ASCII.GetBytes(pair.ExportPkcs8PrivateKeyPem()));
        }
        else
        {
            pair.ImportFromPem(File.ReadAllText(path));
        }
        KnownKeys.KeepPublicHalf(keysFolder, pair);
        return new(pair, isNew);
    }

    /// <summary>Signs a statement.</summary>
    public string Sign(string statement) =>
        Convert.ToBase64String(_key.SignData(Encoding.UTF8.GetBytes(statement), HashAlgorithmName.SHA256));

    /// <inheritdoc />
    public void Dispose() => _key.Dispose();
}
