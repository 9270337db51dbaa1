using System.Text;
using Headgate.Platform.Runs.Keeping;
using Headgate.Store;

namespace Headgate.Platform.Runs;

/// <summary>Reads the logs of steps, which are files below the log folder.</summary>
internal sealed class StepLogFiles(StoreSettings settings)
{
    /// <summary>Most of one log that an answer carries, from its end, and most of all its logs together.</summary>
    private const int MostOfOne = RunLogFolder.EndBytes;
    private const int MostOfAll = 8 * MostOfOne;

    /// <summary>So much of each log is always shown.</summary>
    private const int LeastOfOne = 16 * 1024;

    /// <summary>Lines of the debug log that are given without asking for all of it.</summary>
    public const int TruncatedLines = 1000;

    /// <summary>Opens the log of a path that the store holds, compressed or not; null where there is none.</summary>
    public Stream? Open(string path) => Full(path) is { } full ? RunLogFolder.Open(full) : null;

    /// <summary>How much of each log an answer with so many steps carries.</summary>
    public static int Share(int steps) => Math.Clamp(MostOfAll / Math.Max(1, 2 * steps), LeastOfOne, MostOfOne);

    /// <summary>The end of the log of a path that the store holds, from the beginning of a line; empty where there is none.</summary>
    /// <param name="path">The path.</param>
    /// <param name="most">Most bytes of it.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<string> ReadAsync(string path, int most, CancellationToken cancellation)
    {
        await using var log = Full(path) is { } full ? RunLogFolder.OpenEnd(full) : null;
        if (log is null)
        {
            return "";
        }
        var (end, isCut) = await EndAsync(log, Math.Min(most, MostOfOne), cancellation);
        var line = isCut ? end.Span.IndexOf((byte)'\n') + 1 : 0;
        return Encoding.UTF8.GetString(end.Span[line..]).TrimStart('\uFFFD');
    }

    /// <summary>The last bytes of a log, of which no more than twice as many are held at a time; and whether some were before them.</summary>
    private static async Task<(ReadOnlyMemory<byte> End, bool IsCut)> EndAsync(Stream log, int most, CancellationToken cancellation)
    {
        var isCut = false;
        if (log is FileStream file && file.Length > most)
        {
            file.Seek(-most, SeekOrigin.End);
            isCut = true;
        }
        using var end = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await log.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            if (end.Length + read > 2L * most + buffer.Length)
            {
                var kept = end.GetBuffer().AsSpan((int)end.Length - most, most);
                kept.CopyTo(end.GetBuffer());
                end.SetLength(most);
                isCut = true;
            }
            end.Write(buffer, 0, read);
        }
        isCut |= end.Length > most;
        return (end.GetBuffer().AsMemory((int)Math.Max(0, end.Length - most), (int)Math.Min(most, end.Length)), isCut);
    }

    /// <summary>The last lines of a text.</summary>
    public static string LastLines(string text, int lines)
    {
        var at = text.Length;
        for (var found = 0; at > 0; at--)
        {
            if (text[at - 1] == '\n' && at != text.Length && ++found == lines)
            {
                break;
            }
        }
        return text[at..];
    }

    /// <summary>The full path of a log; null where it does not lie below the log folder.</summary>
    private string? Full(string path)
    {
        var full = Path.GetFullPath(Path.Combine(settings.LogsFolder, path));
        return full.StartsWith(Path.GetFullPath(settings.LogsFolder) + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? full : null;
    }
}
