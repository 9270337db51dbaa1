using System.Globalization;
using System.IO.Enumeration;
using Headgate.Dbt.Project;

namespace Headgate.Dbt.Parsing.Kept;

/// <summary>
/// The files that parsing a project may read, by name, size and time of change, taken before they are read. A file that changed just before may change
/// again within the same tick of the file system's clock, so of such a file the contents count too.
/// </summary>
internal sealed class FileStamps
{
    /// <summary>The coarsest clock of a file system in use ticks every two seconds.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(2);

    private static readonly string[] Extensions = [".sql", ".py", ".js", ".csv", ".yml", ".yaml", ".md"];

    private readonly List<string> _young = [];

    private FileStamps(string digest) => Digest = digest;

    /// <summary>One digest of all names, sizes and times.</summary>
    public string Digest { get; }

    /// <summary>Takes the stamps of a project and its packages.</summary>
    public static FileStamps Take(LoadedProject project)
    {
        var youngest = (project.Settings.StartedAt - Tick).UtcTicks;
        var lines = new List<string>();
        var young = new List<string>();
        foreach (var package in project.Packages.Where(package => !package.IsEmbedded))
        {
            lines.Add(package.Folder);
            foreach (var folder in Folders(package))
            {
                Add(Path.Combine(package.Folder, folder), youngest, lines, young);
            }
            AddFile(Path.Combine(package.Folder, ".dbtignore"), lines);
        }
        lines.Sort(StringComparer.Ordinal);
        var stamps = new FileStamps(ParsedBefore.Digest(lines));
        stamps._young.AddRange(young);
        return stamps;
    }

    /// <summary>The digests of the contents of files that changed just before, by path.</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public Dictionary<string, string> Young()
    {
        var digests = new string[_young.Count];
        Parallel.For(0, digests.Length, i => digests[i] = ContentsOf(_young[i]));
        return _young.Zip(digests).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    /// <summary>The digest of a file's contents.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static string ContentsOf(string path) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(path)));

    private static IEnumerable<string> Folders(Package package) =>
        package.ResourcePaths.Concat(package.TestPaths).Concat(package.DocsPaths ?? []).Select(path => path.TrimEnd('/')).Distinct();

    private static void Add(string folder, long youngest, List<string> lines, List<string> young)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.None,
            IgnoreInaccessible = false,
            MaxRecursionDepth = 64,
        };
        var found = new FileSystemEnumerable<(string Path, long Size, long Ticks, bool IsLink)>(
            folder,
            (ref FileSystemEntry entry) =>
                (entry.ToFullPath(), entry.Length, entry.LastWriteTimeUtc.UtcTicks, entry.Attributes.HasFlag(FileAttributes.ReparsePoint)),
            options
        )
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => !entry.IsDirectory && IsRead(entry.FileName),
        };
        foreach (var (path, size, ticks, isLink) in found)
        {
            // A link says nothing of the file that it leads to.
            lines.Add(isLink ? $"{path}\0{Target(path)}" : string.Create(CultureInfo.InvariantCulture, $"{path}\0{size}\0{ticks}"));
            if (!isLink && ticks >= youngest)
            {
                young.Add(path);
            }
        }
    }

    private static void AddFile(string path, List<string> lines)
    {
        if (File.Exists(path))
        {
            lines.Add($"{path}\0{ContentsOf(path)}");
        }
    }

    private static string Target(string path) => File.Exists(path) ? ContentsOf(path) : "";

    private static bool IsRead(ReadOnlySpan<char> name)
    {
        var extension = Path.GetExtension(name);
        foreach (var read in Extensions)
        {
            if (extension.Equals(read, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }
}
