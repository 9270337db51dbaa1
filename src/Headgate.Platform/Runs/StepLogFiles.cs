using System.Text;
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
        if (
            !full.StartsWith(Path.GetFullPath(settings.LogsFolder) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            || !File.Exists(full)
        )
        {
            return "";
        }
        await using var file = new FileStream(full, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length > MaxBytes)
        {
            file.Seek(-MaxBytes, SeekOrigin.End);
        }
        using var reader = new StreamReader(file, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancellation);
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
