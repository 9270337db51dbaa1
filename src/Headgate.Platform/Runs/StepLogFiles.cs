using System.Text;
using Headgate.Platform.Runs.Keeping;
using Headgate.Store;

namespace Headgate.Platform.Runs;

/// <summary>Reads the logs of steps, which are files below the log folder.</summary>
internal sealed class StepLogFiles(StoreSettings settings)
{
    /// <summary>Most of a log that one answer carries, from its end.</summary>
    private const int MaxBytes = 4 * 1024 * 1024;

    /// <summary>Lines of the debug log that are given without asking for all of it.</summary>
    public const int TruncatedLines = 1000;

    /// <summary>The log of a path that the store holds; empty where there is none.</summary>
    public async Task<string> ReadAsync(string path, CancellationToken cancellation)
    {
        if (path.Length == 0)
        {
            return "";
        }
        var full = Path.GetFullPath(Path.Combine(settings.LogsFolder, path));
        if (!full.StartsWith(Path.GetFullPath(settings.LogsFolder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return "";
        }
        await using var log = RunLogFolder.Open(full);
        return log is null ? "" : Encoding.UTF8.GetString((await EndAsync(log, cancellation)).Span).TrimStart('\uFFFD');
    }

    /// <summary>The last bytes of a log, of which no more than twice as many are held at a time.</summary>
    private static async Task<ReadOnlyMemory<byte>> EndAsync(Stream log, CancellationToken cancellation)
    {
        if (log is FileStream { Length: > MaxBytes } file)
        {
            file.Seek(-MaxBytes, SeekOrigin.End);
        }
        using var end = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await log.ReadAsync(buffer, cancellation) is > 0 and var read)
        {
            if (end.Length + read > 2 * MaxBytes)
            {
                var kept = end.GetBuffer().AsSpan((int)end.Length - MaxBytes, MaxBytes);
                kept.CopyTo(end.GetBuffer());
                end.SetLength(MaxBytes);
            }
            end.Write(buffer, 0, read);
        }
        return end.GetBuffer().AsMemory((int)Math.Max(0, end.Length - MaxBytes), (int)Math.Min(MaxBytes, end.Length));
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
}
