using System.IO.Compression;
using Headgate.Store;
using Headgate.Store.Secrets;

namespace Headgate.Platform.Runs.Keeping;

/// <summary>The folder with the logs of a run: compressed once it has ended, gone with it.</summary>
public static class RunLogFolder
{
    /// <summary>How much of a long log is kept a second time by itself: to read its end, the whole would have to be decompressed.</summary>
    internal const int EndBytes = 4 * 1024 * 1024;

    private const string Compressed = ".gz";
    private const string CompressedEnd = ".end.gz";

    /// <summary>Compresses the logs of a run that has ended. Who reads one at that moment reads on: the plain file goes only from the folder.</summary>
    internal static async Task CompressAsync(StoreSettings store, long run)
    {
        var folder = new DirectoryInfo(Of(store, run));
        foreach (var log in folder.Exists ? folder.GetFiles("*.log") : [])
        {
            if (log.Length > EndBytes)
            {
                await CompressAsync(log.FullName, log.Length - EndBytes, log.FullName + CompressedEnd);
            }
            await CompressAsync(log.FullName, 0, log.FullName + Compressed);
            log.Delete();
        }
    }

    /// <summary>Opens a log, compressed or not; null where there is none.</summary>
    /// <param name="path">The full path without what compression adds to it.</param>
    public static Stream? Open(string path) => OpenOne(path, Compressed);

    /// <summary>Opens a log where no more than its last <see cref="EndBytes"/> are wanted: of a long one that is compressed, these alone; else the whole.</summary>
    /// <param name="path">The full path without what compression adds to it.</param>
    internal static Stream? OpenEnd(string path) => OpenOne(path, CompressedEnd, Compressed);

    private static Stream? OpenOne(string path, params ReadOnlySpan<string> compressed)
    {
        // Twice: between the two looks the run may have ended and its log been compressed.
        for (var i = 0; i < 2; i++)
        {
            if (OpenFile(path) is { } plain)
            {
                return plain;
            }
            foreach (var ending in compressed)
            {
                if (OpenFile(path + ending) is { } file)
                {
                    return new GZipStream(file, CompressionMode.Decompress);
                }
            }
        }
        return null;
    }

    private static FileStream? OpenFile(string place)
    {
        try
        {
            return new FileStream(place, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static async Task CompressAsync(string log, long from, string place)
    {
        var draft = place + ".draft";
        await using (var source = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
        await using (var target = new GZipStream(new FileStream(draft, PrivateFolder.NewFile()), CompressionLevel.Fastest))
        {
            source.Position = from;
            await source.CopyToAsync(target);
        }
        File.Move(draft, place, overwrite: true);
    }

    /// <summary>Takes the folder away.</summary>
    internal static void Delete(StoreSettings store, long run)
    {
        if (Directory.Exists(Of(store, run)))
        {
            Directory.Delete(Of(store, run), recursive: true);
        }
    }

    private static string Of(StoreSettings store, long run) =>
        Path.Combine(store.LogsFolder, run.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
