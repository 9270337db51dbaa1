using System.Buffers.Binary;
using System.Text.Json;
using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Kept;

/// <summary>The file that keeps a parsed manifest between calls: the length of a head, the head, the parts of the manifest.</summary>
internal sealed class KeptFile
{
    /// <summary>The file in the folder of artifacts.</summary>
    public const string FileName = "headgate_parsed.bin";

    private const int LongestHead = 64 * 1024 * 1024;

    private readonly string _path;
    private readonly int _headLength;

    private KeptFile(string path, int headLength, KeptHead head)
    {
        _path = path;
        _headLength = headLength;
        Head = head;
    }

    /// <summary>What the manifest was made from.</summary>
    public KeptHead Head { get; }

    /// <summary>Opens the file of a folder; null where there is none that can be read.</summary>
    public static KeptFile? Open(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            using var stream = File.OpenRead(path);
            Span<byte> size = stackalloc byte[sizeof(int)];
            stream.ReadExactly(size);
            var length = BinaryPrimitives.ReadInt32LittleEndian(size);
            if (length is < 1 or > LongestHead)
            {
                return null;
            }
            var bytes = new byte[length];
            stream.ReadExactly(bytes);
            return JsonSerializer.Deserialize(bytes, KeptJsonContext.Default.KeptHead) is { } head ? new(path, length, head) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>The manifest; null where it cannot be read or is another call's by now.</summary>
    public Manifest? Read()
    {
        try
        {
            var bytes = File.ReadAllBytes(_path);
            var at = sizeof(int) + _headLength;
            if (
                bytes.Length != at + Head.Parts.Sum(length => (long)length)
                || JsonSerializer.Deserialize(bytes.AsSpan(sizeof(int), _headLength), KeptJsonContext.Default.KeptHead)?.Id != Head.Id
            )
            {
                return null;
            }
            var parts = new List<ReadOnlyMemory<byte>>();
            foreach (var length in Head.Parts)
            {
                parts.Add(bytes.AsMemory(at, length));
                at += length;
            }
            return ExactManifest.Read(parts);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Writes a file beside its place and moves it there. Where it cannot be written, the next call parses all again.</summary>
    public static void Write(string folder, KeptHead head, byte[][] parts)
    {
        var partial = Path.Combine(folder, $"{FileName}.{head.Id}.partial");
        try
        {
            Directory.CreateDirectory(folder);
            var bytes = JsonSerializer.SerializeToUtf8Bytes(
                head with
                {
                    Parts = [.. parts.Select(part => part.Length)],
                },
                KeptJsonContext.Default.KeptHead
            );
            using (var stream = File.Create(partial))
            {
                Span<byte> size = stackalloc byte[sizeof(int)];
                BinaryPrimitives.WriteInt32LittleEndian(size, bytes.Length);
                stream.Write(size);
                stream.Write(bytes);
                foreach (var part in parts)
                {
                    stream.Write(part);
                }
            }
            File.Move(partial, Path.Combine(folder, FileName), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
    }
}
