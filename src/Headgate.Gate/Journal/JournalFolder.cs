using System.Globalization;

namespace Headgate.Gate.Journal;

/// <summary>Names and order of the files in a journal's folder.</summary>
internal static class JournalFolder
{
    private const string Prefix = "journal-";
    private const string Suffix = ".jsonl";

    /// <summary>The path of the file whose first record has this number.</summary>
    public static string PathOf(string folder, long firstSequence) =>
        Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{firstSequence:d12}{Suffix}"));

    /// <summary>The journal's files, oldest first; empty where the folder is missing.</summary>
    public static List<string> Files(string folder) =>
        Directory.Exists(folder)
            ?
            [
                .. Directory
                    .EnumerateFiles(folder, Prefix + "*" + Suffix)
                    .Where(f => FirstSequence(f) is not null)
                    .OrderBy(f => FirstSequence(f)),
            ]
            : [];

    /// <summary>The number of a file's first record, from its name.</summary>
    public static long? FirstSequence(string path)
    {
        var name = Path.GetFileName(path.AsSpan());
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

    /// <summary>Writes a small file so that it is there wholly or not at all, on the disk, readable by its owner only.</summary>
    public static void WriteWhole(string path, ReadOnlySpan<byte> content)
    {
        var temporary = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        using (var file = new FileStream(temporary, options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }
        File.Move(temporary, path, overwrite: true);
        Writing.FileIdentity.FlushFolder(Path.GetDirectoryName(path)!);
    }
}
