using System.Text.Json;
using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Kept;

/// <summary>
/// Notes which kept parse the artifacts on disk show, so that a call in which nothing has changed renews their head and copies the rest.
/// </summary>
/// <param name="Kept">Identity of the kept parse.</param>
/// <param name="Head">Length of what stands before the rest of manifest.json, in bytes.</param>
/// <param name="Manifest">Size and time of manifest.json.</param>
/// <param name="Semantic">Size and time of semantic_manifest.json.</param>
internal sealed record WrittenManifest(string Kept, int Head, string Manifest, string Semantic)
{
    /// <summary>The file in the folder of artifacts.</summary>
    public const string FileName = "headgate_written.json";

    private const string ManifestName = "manifest.json";
    private const string SemanticName = "semantic_manifest.json";

    /// <summary>Notes that the artifacts of a folder have just been written from a kept parse as it is.</summary>
    public static void Note(string folder, string kept, ManifestMetadata metadata) =>
        Note(folder, kept, ManifestFile.HeadOf(metadata).Length);

    /// <summary>Forgets what is noted: the artifacts are about to show something else.</summary>
    public static void Forget(string folder)
    {
        try
        {
            File.Delete(Path.Combine(folder, FileName));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
    }

    /// <summary>Renews the head of manifest.json; false where the files there are not those of the kept parse.</summary>
    public static bool Renew(string folder, string kept, ManifestMetadata metadata)
    {
        try
        {
            var noted = JsonSerializer.Deserialize(
                File.ReadAllBytes(Path.Combine(folder, FileName)),
                KeptJsonContext.Default.WrittenManifest
            );
            if (
                noted is null
                || noted.Kept != kept
                || noted.Manifest != Stamp(folder, ManifestName)
                || noted.Semantic != Stamp(folder, SemanticName)
            )
            {
                return false;
            }
            var path = Path.Combine(folder, ManifestName);
            var head = ManifestFile.HeadOf(metadata);
            using (var old = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0))
            using (var renewed = new FileStream(path + ".partial", FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                renewed.Write(head);
                old.Position = noted.Head;
                old.CopyTo(renewed, 1024 * 1024);
            }
            File.Move(path + ".partial", path, overwrite: true);
            Note(folder, kept, head.Length);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return false;
        }
    }

    private static void Note(string folder, string kept, int head)
    {
        try
        {
            var written = new WrittenManifest(kept, head, Stamp(folder, ManifestName), Stamp(folder, SemanticName));
            File.WriteAllBytes(
                Path.Combine(folder, FileName),
                JsonSerializer.SerializeToUtf8Bytes(written, KeptJsonContext.Default.WrittenManifest)
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
    }

    private static string Stamp(string folder, string name)
    {
        var file = new FileInfo(Path.Combine(folder, name));
        return FormattableString.Invariant($"{file.Length} {file.LastWriteTimeUtc.Ticks}");
    }
}
