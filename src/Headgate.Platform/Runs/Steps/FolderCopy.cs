using Headgate.Platform.Adapters;
using Headgate.Platform.Runs.Box;

namespace Headgate.Platform.Runs.Steps;

/// <summary>Copies a repository's folder without what dbt and git leave in it. Links are left out, since they could lead anywhere, and so are pipes and devices.</summary>
internal static class FolderCopy
{
    private static readonly HashSet<string> LeftOut = new(StringComparer.Ordinal) { ".git", "target", "dbt_packages", "logs", ".headgate" };

    /// <summary>Copies, and returns the number of files.</summary>
    public static int Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        var count = 0;
        foreach (var entry in new DirectoryInfo(from).EnumerateFileSystemInfos())
        {
            if (entry.Attributes.HasFlag(FileAttributes.ReparsePoint) || LeftOut.Contains(entry.Name))
            {
                continue;
            }
            var target = Path.Combine(to, entry.Name);
            if (entry is DirectoryInfo folder)
            {
                count += Copy(folder.FullName, target);
            }
            else if (!IsDatabase(entry.Name) && FileFacts.Of(entry.FullName) is null or { IsRegular: true })
            {
                File.Copy(entry.FullName, target);
                count++;
            }
        }
        return count;
    }

    private static bool IsDatabase(string name) => WarehouseKinds.All.Any(k => k.File?.Owns(name) == true);
}
