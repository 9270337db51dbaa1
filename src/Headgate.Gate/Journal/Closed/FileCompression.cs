using System.IO.Compression;
using System.Security.Cryptography;
using Headgate.Gate.Journal.Writing;

namespace Headgate.Gate.Journal.Closed;

/// <summary>
/// Puts a closed file's compressed form in its place. The plain file goes only after the compressed one is on the disk and was read back: a
/// crash leaves one good form at every step.
/// </summary>
internal static class FileCompression
{
    private const string Draft = ".new";

    /// <summary>Compresses one file. Where a crash left both forms and they say the same, only the plain one is removed.</summary>
    /// <exception cref="InvalidDataException">A compressed form is there and says something else: one of the two is forged.</exception>
    public static void Compress(string path, CancellationToken cancellation)
    {
        var target = JournalFolder.CompressedPathOf(path);
        if (!File.Exists(target))
        {
            Write(path, target + Draft, cancellation);
            File.Move(target + Draft, target);
            FileIdentity.FlushFolder(Path.GetDirectoryName(path)!);
        }
        else if (!SaysTheSame(path, target, cancellation))
        {
            throw new InvalidDataException(
                $"{path} and {target} stand side by side and differ, so one of them is not the journal's. Run headgate audit verify, and remove the wrong one."
            );
        }
        File.Delete(path);
        FileIdentity.FlushFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Removes what an interrupted compression left unfinished.</summary>
    public static void RemoveDrafts(string folder)
    {
        foreach (var draft in Directory.EnumerateFiles(folder, "journal-*" + Draft))
        {
            File.Delete(draft);
        }
    }

    private static void Write(string path, string draft, CancellationToken cancellation)
    {
        using (var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        using (var to = new FileStream(draft, JournalFolder.Private(FileMode.Create, FileAccess.Write, FileShare.Read)))
        {
            using (var gzip = new GZipStream(to, CompressionLevel.Optimal, leaveOpen: true))
            {
                var buffer = new byte[128 << 10];
                int got;
                while ((got = source.Read(buffer)) > 0)
                {
                    cancellation.ThrowIfCancellationRequested();
                    gzip.Write(buffer, 0, got);
                }
            }
            to.Flush(flushToDisk: true);
        }
        if (!SaysTheSame(path, draft, cancellation))
        {
            throw new IOException($"What was written to {draft} was not what the disk gave back.");
        }
    }

    private static bool SaysTheSame(string path, string compressed, CancellationToken cancellation)
    {
        using var plain = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var file = new FileStream(compressed, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        using var unfolded = new GZipStream(file, CompressionMode.Decompress);
        try
        {
            return Digest(plain, long.MaxValue, cancellation) is { } wanted
                && Digest(unfolded, plain.Length, cancellation) is { } found
                && wanted.AsSpan().SequenceEqual(found);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>The SHA-256 of a stream; null where it is longer than it may be.</summary>
    private static byte[]? Digest(Stream source, long longest, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[128 << 10];
        int got;
        while ((got = source.Read(buffer)) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            longest -= got;
            if (longest < 0)
            {
                return null;
            }
            hash.AppendData(buffer, 0, got);
        }
        return hash.GetHashAndReset();
    }
}
