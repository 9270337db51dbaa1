using System.IO.Compression;
using Headgate.Store;
using Headgate.Store.Secrets;

namespace Headgate.Platform.Runs.Keeping;

/// <summary>The folder with the logs of a run: compressed once it has ended, gone with it.</summary>
public static class RunLogFolder
{
    private const string Compressed = ".gz";

    /// <summary>Compresses the logs of a run that has ended. Who reads one at that moment reads on: the plain file goes only from the folder.</summary>
    internal static async Task CompressAsync(StoreSettings store, long run)
    {
        var folder = new DirectoryInfo(Of(store, run));
        foreach (var log in folder.Exists ? folder.GetFiles("*.log") : [])
        {
            var place = log.FullName + Compressed;
            var draft = place + ".draft";
            await using (var from = new FileStream(log.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
            await using (var to = new GZipStream(new FileStream(draft, PrivateFolder.NewFile()), CompressionLevel.Fastest))
            {
                await from.CopyToAsync(to);
            }
            File.Move(draft, place, overwrite: true);
            log.Delete();
        }
    }

    /// <summary>Opens a log, compressed or not; null where there is none.</summary>
    /// <param name="path">The full path without what compression adds to it.</param>
    public static Stream? Open(string path)
    {
        // Twice: between the two looks the run may have ended and its log been compressed.
        for (var i = 0; i < 2; i++)
        {
            foreach (var place in new[] { path, path + Compressed })
            {
                try
                {
                    var file = new FileStream(place, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                    return place == path ? file : new GZipStream(file, CompressionMode.Decompress);
                }
                catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
                {
                    // The other one, then.
                }
            }
        }
        return null;
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
