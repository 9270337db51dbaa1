using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headgate.Gate.Journal.Checking;

/// <summary>
/// Where the journal ended when it was last put on the disk, signed and kept beside the key, outside the journal's folder:
/// a journal that ends before its anchor was cut or put back.
/// </summary>
internal sealed record Anchor(long Sequence, string Hash, string File, long Offset, DateTimeOffset Time, string Key, string Signature)
{
    private const string Name = "journal.anchor";

    /// <summary>Where the anchor of a folder of keys lies.</summary>
    public static string PathIn(string keysFolder) => Path.Combine(keysFolder, Name);

    /// <summary>Makes a signed anchor.</summary>
    public static Anchor Sign(CheckpointKey key, long sequence, string hash, string file, long offset, DateTimeOffset time) =>
        new(sequence, hash, Path.GetFileName(file), offset, time, key.Id, key.Sign("anchor", sequence, hash));

    /// <summary>Whether the key made it.</summary>
    public bool IsSignedBy(CheckpointKey key) => key.Verify("anchor", Sequence, Hash, Signature);

    /// <summary>Puts the anchor on the disk.</summary>
    public void Write(string keysFolder) =>
        JournalFolder.WriteWhole(PathIn(keysFolder), JsonSerializer.SerializeToUtf8Bytes(this, AnchorJson.Default.Anchor));

    /// <summary>Reads it; null where there is none.</summary>
    /// <exception cref="JournalDamagedException">It is there and is not an anchor.</exception>
    public static Anchor? Read(string keysFolder)
    {
        var path = PathIn(keysFolder);
        try
        {
            return System.IO.File.Exists(path)
                ? JsonSerializer.Deserialize(System.IO.File.ReadAllBytes(path), AnchorJson.Default.Anchor)
                : null;
        }
        catch (JsonException e)
        {
            throw new JournalDamagedException(
                $"{path} is not an anchor of a journal. Restore it from a backup, or remove it: its loss is then recorded.",
                e
            );
        }
    }
}

/// <summary>The anchor's form on the disk.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(Anchor))]
internal sealed partial class AnchorJson : JsonSerializerContext;
