using System.Globalization;

namespace Headgate.Gate.Journal;

/// <summary>Names and order of the files in a journal's folder.</summary>
internal static class JournalFolder
{
    private const string Prefix = "journal-";
    private const string Suffix = ".jsonl";
    private const string Compressed = ".gz";

    /// <summary>The path of the file whose first record has this number.</summary>
    public static string PathOf(string folder, long firstSequence) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{firstSequence:d12}{Suffix}"));

    /// <summary>The path of a closed file's compressed form.</summary>
    public static string CompressedPathOf(string path) => IsCompressed(path) ? path : path + Compressed;

    /// <summary>Whether a path is that of a compressed file.</summary>
    public static bool IsCompressed(string path) => path.EndsWith(Compressed, StringComparison.Ordinal);

    /// <summary>
    /// The journal's files, oldest first; empty where the folder is missing. Where a crash left a file in both its forms the plain one counts.
    /// </summary>
    public static List<string> Files(string folder) =>
        Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateFiles(folder, Prefix + "*")
                    .Where(f => FirstSequence(f) is not null)
                    .GroupBy(FirstSequence)
                    .OrderBy(g => g.Key)
                    .Select(g => g.Order(StringComparer.Ordinal).First()),
            ]
            : [];

    /// <summary>The number of a file's first record, from its name in either form; null for other files.</summary>
    public static long? FirstSequence(string path)
    {
        var name = Path.GetFileName(path.AsSpan());
        if (name.EndsWith(Compressed, StringComparison.Ordinal))
        {
            name = name[..^Compressed.Length];
        }
        if (!name.StartsWith(Prefix, StringComparison.Ordinal) || !name.EndsWith(Suffix, StringComparison.Ordinal))
        {
            return null;
        }
        return long.TryParse(name[Prefix.Length..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
    }

    /// <summary>Makes a folder that only its owner may enter.</summary>
    public static void Create(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>How to open a file so that, where it is made, only its owner may read it.</summary>
    public static FileStreamOptions Private(FileMode mode, FileAccess access, FileShare share)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = access,
            Share = share,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        return options;
    }

    /// <summary>Writes a small file so that it is there wholly or not at all, on the disk, readable by its owner only.</summary>
    public static void WriteWhole(string path, ReadOnlySpan<byte> content)
    {
        var temporary = path + ".new";
        using (var file = new FileStream(temporary, Private(FileMode.Create, FileAccess.Write, FileShare.Read)))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
        Writing.FileIdentity.FlushFolder(Path.GetDirectoryName(path)!);
    }
}
