using System.Security.Cryptography;
using System.Text;

namespace Headgate.Gate.Journal.Checking;

/// <summary>The public halves of the journal's keys, of the present one and of those before it, by their ids.</summary>
internal sealed class KnownKeys : IDisposable
{
    private const string PublicName = "journal-signing.pub.pem";
    private const string AnyPublic = "journal-signing*.pub.pem";
    private readonly Dictionary<string, ECDsa> _halves = new(StringComparer.Ordinal);

    private KnownKeys() { }

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _halves.Count == 0;

    /// <summary>Reads a folder of keys; empty where the folder has none.</summary>
    public static KnownKeys In(string keysFolder)
    {
        var keys = new KnownKeys();
        if (!Directory.Exists(keysFolder))
        {
            return keys;
        }
        foreach (var path in Directory.EnumerateFiles(keysFolder, AnyPublic))
        {
            var half = ECDsa.Create();
            try
            {
                half.ImportFromPem(File.ReadAllText(path));
                keys._halves[IdOf(half)] = half;
            }
            catch (Exception e) when (e is ArgumentException or CryptographicException or IOException)
            {
                // A file that is no key vouches for nothing: what it should have signed is then told as signed by an unknown key.
                half.Dispose();
            }
        }
        return keys;
    }

    /// <summary>Puts a key's public half into the folder and moves that of an earlier key to a name of its own.</summary>
    public static void KeepPublicHalf(string keysFolder, ECDsa pair)
    {
        var path = Path.Combine(keysFolder, PublicName);
        var text = pair.ExportSubjectPublicKeyInfoPem();
        if (File.Exists(path) && !string.Equals(File.ReadAllText(path), text, StringComparison.Ordinal))
        {
            using var earlier = ECDsa.Create();
            earlier.ImportFromPem(File.ReadAllText(path));
            File.Move(path, Path.Combine(keysFolder, $"journal-signing-{IdOf(earlier)}.pub.pem"), overwrite: true);
        }
        if (!File.Exists(path))
        {
            JournalFolder.WriteWhole(path, Encoding.ASCII.GetBytes(text));
        }
    }

    /// <summary>The id of a key: the first 16 digits of its public half's SHA-256.</summary>
    public static string IdOf(ECDsa key) => Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()).AsSpan(0, 8));

    /// <summary>Whether a key is among them.</summary>
    public bool Has(string id) => _halves.ContainsKey(id);

    /// <summary>Whether the key signed the statement; false where the key is unknown.</summary>
    public bool Verify(string id, string statement, string signature)
    {
        var bytes = new byte[128];
        return _halves.TryGetValue(id, out var half)
            && Convert.TryFromBase64String(signature, bytes, out var length)
            && half.VerifyData(Encoding.UTF8.GetBytes(statement), bytes.AsSpan(0, length), HashAlgorithmName.SHA256);
    }

    /// <summary>Whether one of the keys signed the head.</summary>
    public bool Signed(JournalHead head) => Verify(head.Key, head.Statement, head.Signature);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var half in _halves.Values)
        {
            half.Dispose();
        }
    }
}
