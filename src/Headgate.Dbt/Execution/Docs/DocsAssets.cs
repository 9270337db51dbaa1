using Headgate.Dbt.Project;

namespace Headgate.Dbt.Execution.Docs;

/// <summary>Copies the folders of <c>asset-paths</c> beside the documentation. Links are left out: they could bring other files there.</summary>
internal static class DocsAssets
{
    /// <summary>Copies the folders; what was copied before goes.</summary>
    public static void Copy(Package project, string target)
    {
        foreach (var asset in project.AssetPaths)
        {
            var from = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(project.Folder, asset)));
            var to = Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(target, asset)));
            if (
                !Directory.Exists(from)
                || new DirectoryInfo(from).LinkTarget is not null
                || to == target
                || !IsWithin(to, target)
                || IsWithin(to, from)
                || IsWithin(from, target)
            )
            {
                continue;
            }
            if (Directory.Exists(to))
            {
                Directory.Delete(to, recursive: true);
            }
            CopyFolder(new DirectoryInfo(from), to);
        }
    }

    private static bool IsWithin(string path, string folder) =>
        (path + Path.DirectorySeparatorChar).StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static void CopyFolder(DirectoryInfo from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in from.EnumerateFileSystemInfos().Where(entry => entry.LinkTarget is null))
        {
            var copy = Path.Combine(to, entry.Name);
            if (entry is DirectoryInfo folder)
            {
                CopyFolder(folder, copy);
            }
            else
            {
                ((FileInfo)entry).CopyTo(copy);
            }
        }
    }
}
