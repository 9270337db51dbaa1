namespace Headgate.Testing;

/// <summary>A folder that a server works in while a test reads it.</summary>
internal static class LiveFolder
{
    /// <summary>
    /// Every file below a folder with its bytes, without locks, which nobody else may open. A file that is written under another name and put in
    /// place meanwhile is read in its place.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, byte[]>> ReadAsync(string folder, CancellationToken cancellation)
    {
        Dictionary<string, byte[]> found = new(StringComparer.Ordinal);
        await Until.HoldsAsync(
            async () =>
            {
                found.Clear();
                try
                {
                    foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
                    {
                        if (!file.EndsWith(".lock", StringComparison.Ordinal))
                        {
                            found[file] = await BytesAsync(file, cancellation);
                        }
                    }
                    return true;
                }
                catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException)
                {
                    // What it has become may lie among the files that were read before: look again.
                    return false;
                }
            },
            $"no file of {folder} goes away while all are read",
            cancellation
        );
        return found;
    }

    /// <summary>What Linux says when a socket is opened as a file (ENXIO).</summary>
    private const int NoSuchDevice = 6;

    private static async Task<byte[]> BytesAsync(string file, CancellationToken cancellation)
    {
        try
        {
            return await ReadAsync(file);
        }
        catch (IOException e) when (e.HResult == NoSuchDevice)
        {
            // A socket holds nothing.
            return [];
        }

        async Task<byte[]> ReadAsync(string path)
        {
            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, cancellation);
            return bytes.ToArray();
        }
    }
}
