using System.Buffers;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Headgate.Dbt.Project.Packages;

/// <summary>
/// Unpacks a package's archive (tar, gzipped). Everything in it is foreign: only plain files and folders below the one folder that it holds are taken, and of links those that
/// stay inside; bytes and entries are bounded.
/// </summary>
internal sealed class PackageArchive(string name)
{
    /// <summary>Most bytes of an archive.</summary>
    public const long MostPacked = 256L << 20;

    private const long MostUnpacked = 1L << 30;
    private const int MostEntries = 100_000;
    private const int LongestName = 4096;

    private long _bytes;
    private string? _top;

    /// <summary>Unpacks into a folder that is made; the top folder of the archive is left out.</summary>
    /// <returns>SHA-256 of the files' names and contents.</returns>
    /// <exception cref="DbtException">The archive is broken, too large, or wants to write elsewhere.</exception>
    public async Task<string> UnpackAsync(byte[] archive, string target, CancellationToken cancellation)
    {
        var digests = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        Directory.CreateDirectory(target);
        try
        {
            await using var packed = new GZipStream(new MemoryStream(archive, writable: false), CompressionMode.Decompress);
            await using var reader = new TarReader(packed);
            for (var entries = 0; await reader.GetNextEntryAsync(copyData: false, cancellation) is { } entry; entries++)
            {
                if (entries == MostEntries)
                {
                    throw Refused($"it has more than {MostEntries:N0} entries");
                }
                await TakeAsync(entry, target, digests, cancellation);
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or FormatException or ArgumentException)
        {
            throw new DbtException(
                DbtErrorKind.Dependency,
                $"The archive of the package {name} is broken: {broken.Message}",
                inner: broken
            );
        }
        catch (IOException unwritable)
        {
            throw new DbtException(
                DbtErrorKind.Dependency,
                $"The archive of the package {name} cannot be unpacked: {unwritable.Message}",
                inner: unwritable
            );
        }
        return digests.Count == 0 ? throw Refused("it has no file") : DigestOf(digests);
    }

    private async Task TakeAsync(TarEntry entry, string target, SortedDictionary<string, byte[]> digests, CancellationToken cancellation)
    {
        if (entry.EntryType is TarEntryType.GlobalExtendedAttributes || PathOf(entry.Name) is not { } path)
        {
            return;
        }
        var place = Path.Combine(target, path);
        switch (entry.EntryType)
        {
            case TarEntryType.Directory:
                Directory.CreateDirectory(place);
                break;
            case TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile:
                Directory.CreateDirectory(Path.GetDirectoryName(place)!);
                digests[path] = await WriteAsync(entry.DataStream ?? Stream.Null, place, cancellation);
                break;
            case TarEntryType.SymbolicLink when IsInside(path, entry.LinkName):
                // A link could lead a later entry astray; what it points to is a file of the package anyway.
                break;
            default:
                throw Refused($"its entry {path} is no file and no folder but a {Kind(entry.EntryType)}");
        }
    }

    /// <summary>The path below the top folder; null for that folder itself.</summary>
    private string? PathOf(string written)
    {
        var parts = written.TrimEnd('/').Split('/').SkipWhile(part => part == ".").ToList();
        if (
            written.Length > LongestName
            || written.AsSpan().IndexOfAny('\\', '\0') >= 0
            || parts.Count == 0
            || parts.Exists(part => part is "" or "." or "..")
        )
        {
            throw Refused($"it has an entry that leads elsewhere: {(written.Length > 100 ? written[..100] + "…" : written)}");
        }
        _top ??= parts[0];
        return parts[0] != _top ? throw Refused($"it has to hold one folder, and has {_top} and {parts[0]}")
            : parts.Count == 1 ? null
            : string.Join('/', parts.Skip(1));
    }

    private async Task<byte[]> WriteAsync(Stream content, string place, CancellationToken cancellation)
    {
        // Two entries of one name, or of names that this disk does not tell apart, must not replace each other.
        await using var file = new FileStream(place, FileMode.CreateNew, FileAccess.Write);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(81_920);
        try
        {
            for (int read; (read = await content.ReadAsync(buffer, cancellation)) > 0; )
            {
                if ((_bytes += read) > MostUnpacked)
                {
                    throw Refused($"it unpacks to more than {MostUnpacked >> 20} MiB");
                }
                digest.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        return digest.GetHashAndReset();
    }

    private static bool IsInside(string path, string link) =>
        !link.StartsWith('/')
        && Path.GetFullPath(Path.Combine("/package", Path.GetDirectoryName(path) ?? "", link))
            .StartsWith("/package/", StringComparison.Ordinal);

    private static string DigestOf(SortedDictionary<string, byte[]> digests)
    {
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, digest) in digests)
        {
            whole.AppendData(Encoding.UTF8.GetBytes(path + "\0"));
            whole.AppendData(digest);
        }
        return Convert.ToHexStringLower(whole.GetHashAndReset());
    }

    private static string Kind(TarEntryType type) =>
        type switch
        {
            TarEntryType.SymbolicLink => "link that leads out of it",
            TarEntryType.HardLink => "hard link",
            TarEntryType.Fifo => "pipe",
            TarEntryType.BlockDevice or TarEntryType.CharacterDevice => "device",
            _ => "thing of another kind",
        };

    private DbtException Refused(string why) => new(DbtErrorKind.Dependency, $"The archive of the package {name} is refused: {why}.");
}
