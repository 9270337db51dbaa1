using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using Headgate.Store.Secrets;

namespace Headgate.Store;

/// <summary>
/// Files of runs by their content, compressed: equal files are kept once. A file is written beside its place and moved there whole, so that a reader
/// never sees half of one.
/// </summary>
public sealed class ArtifactStore(StoreSettings settings)
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");
    private const int BufferSize = 128 * 1024;
    private const string Compressed = ".gz";

    /// <summary>Keeps a file's content. Returns its address (SHA-256, lower-case hex) and its size in bytes.</summary>
    public async Task<(string Sha256, long Size)> PutAsync(string file, CancellationToken cancellation)
    {
        await using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, BufferSize, useAsync: true);
        return await PutAsync(source, cancellation);
    }

    /// <summary>Keeps a stream's content. Returns its address (SHA-256, lower-case hex) and its size in bytes.</summary>
    public async Task<(string Sha256, long Size)> PutAsync(Stream source, CancellationToken cancellation)
    {
        PrivateFolder.Create(settings.ArtifactsFolder);
        var draft = Path.Combine(settings.ArtifactsFolder, $"draft-{RandomNumberGenerator.GetHexString(16, lowercase: true)}");
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long size = 0;
            await using (var file = new FileStream(draft, PrivateFolder.NewFile(FileMode.CreateNew)))
            await using (var target = new GZipStream(file, CompressionLevel.Fastest))
            {
                int read;
                while ((read = await source.ReadAsync(buffer, cancellation)) > 0)
                {
                    hash.AppendData(buffer, 0, read);
                    await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
                    size += read;
                }
            }
            var address = Convert.ToHexStringLower(hash.GetHashAndReset());
            var place = PlaceOf(address)! + Compressed;
            PrivateFolder.Create(Path.GetDirectoryName(place)!);
            File.Move(draft, place, overwrite: true);
            return (address, size);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            File.Delete(draft);
        }
    }

    /// <summary>The content of an address, or null where there is none.</summary>
    public Stream? Open(string sha256) =>
        PlaceOf(sha256) is not { } place ? null
        : File.Exists(place + Compressed) ? new GZipStream(OpenFile(place + Compressed), CompressionMode.Decompress)
        : File.Exists(place) ? OpenFile(place)
        : null;

    /// <summary>Addresses of what was last kept before a time; what was kept later may still be waiting for the row that names it.</summary>
    public IEnumerable<string> KeptBefore(DateTimeOffset time) =>
        Files("??")
            .Where(file => file.LastWriteTimeUtc < time.UtcDateTime)
            .Select(file => Path.GetFileNameWithoutExtension(file.Name))
            .Where(address => PlaceOf(address) is not null)
            .Distinct();

    /// <summary>Removes what nothing names any more. Returns the bytes that it took on the disk.</summary>
    /// <param name="sha256">Its address.</param>
    /// <param name="time">What was kept since is left: another run has come to the same content meanwhile.</param>
    public long Remove(string sha256, DateTimeOffset time)
    {
        var bytes = 0L;
        foreach (var path in PlaceOf(sha256) is { } place ? new[] { place, place + Compressed } : [])
        {
            if (new FileInfo(path) is { Exists: true } file && file.LastWriteTimeUtc < time.UtcDateTime)
            {
                bytes += file.Length;
                file.Delete();
            }
        }
        return bytes;
    }

    /// <summary>Removes drafts that were begun before a time and never ended.</summary>
    public void RemoveDrafts(DateTimeOffset time)
    {
        foreach (var draft in Files(null).Where(file => file.Name.StartsWith("draft-", StringComparison.Ordinal)))
        {
            if (draft.LastWriteTimeUtc < time.UtcDateTime)
            {
                draft.Delete();
            }
        }
    }

    private IEnumerable<FileInfo> Files(string? folders)
    {
        var root = new DirectoryInfo(settings.ArtifactsFolder);
        return !root.Exists ? []
            : folders is null ? root.EnumerateFiles()
            : root.EnumerateDirectories(folders).SelectMany(folder => folder.EnumerateFiles());
    }

    private static FileStream OpenFile(string place) =>
        new(place, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, useAsync: true);

    /// <summary>Only an address becomes a path: 64 lower-case hex digits, nothing else.</summary>
    private string? PlaceOf(string sha256) =>
        sha256.Length == 64 && !sha256.AsSpan().ContainsAnyExcept(HexDigits)
            ? Path.Combine(settings.ArtifactsFolder, sha256[..2], sha256)
            : null;
}
