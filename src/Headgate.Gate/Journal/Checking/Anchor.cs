using System.Text.Json;
using System.Text.Json.Serialization;

namespace Headgate.Gate.Journal.Checking;

/// <summary>
/// Where the journal ended when it was last put on the disk, signed and kept beside the key, outside the journal's folder:
/// a journal that ends before its anchor was cut or put back.
/// </summary>
/// <param name="Head">The last record that was on the disk.</param>
/// <param name="File">The name of the file that it stands in.</param>
/// <param name="Offset">The byte behind its line, of the file as it is before it is compressed.</param>
internal sealed record Anchor(JournalHead Head, string File, long Offset)
{
    private const string Name = "journal.anchor";

    /// <summary>Where the anchor of a folder of keys lies.</summary>
    public static string PathIn(string keysFolder) => Path.Combine(keysFolder, Name);

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
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    WriteIndented = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(Anchor))]
internal sealed partial class AnchorJson : JsonSerializerContext;
