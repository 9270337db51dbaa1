using System.Buffers;
using System.Security.Cryptography;
using Headgate.Store.Secrets;

namespace Headgate.Store;

/// <summary>
/// Files of runs by their content: equal files are kept once. A file is written beside its place and moved there whole, so that a reader
/// never sees half of one.
/// </summary>
public sealed class ArtifactStore(StoreSettings settings)
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");
    private const int BufferSize = 128 * 1024;

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
            await using (var target = new FileStream(draft, PrivateFolder.NewFile(FileMode.CreateNew)))
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
            var place = PlaceOf(address)!;
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
        PlaceOf(sha256) is { } place && File.Exists(place)
            ? new FileStream(place, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, useAsync: true)
            : null;

    /// <summary>Only an address becomes a path: 64 lower-case hex digits, nothing else.</summary>
    private string? PlaceOf(string sha256) =>
        sha256.Length == 64 && !sha256.AsSpan().ContainsAnyExcept(HexDigits)
            ? Path.Combine(settings.ArtifactsFolder, sha256[..2], sha256)
            : null;
}
