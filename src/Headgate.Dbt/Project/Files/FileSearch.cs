namespace Headgate.Dbt.Project.Files;

/// <summary>Finds files below a project's folders, in order of path, and reads them side by side.</summary>
internal sealed class FileSearch(string projectFolder, IgnoreRules ignored)
{
    /// <summary>Reads all files with one of the extensions below the folders; folders that do not exist hold none.</summary>
    public IReadOnlyList<SourceFile> Read(IEnumerable<string> folders, params string[] extensions) =>
        ReadAll(folders, extensions, (folder, path) => SourceFile.Read(projectFolder, folder, path));

    /// <summary>Reads seeds, whose text is not kept.</summary>
    public IReadOnlyList<SourceFile> ReadSeeds(IEnumerable<string> folders) =>
        ReadAll(folders, [".csv"], (folder, path) => SourceFile.ReadSeed(projectFolder, folder, path));

    private SourceFile[] ReadAll(IEnumerable<string> folders, string[] extensions, Func<string, string, SourceFile> read)
    {
        var found = folders
            .Select(folder => folder.TrimEnd('/'))
            .Distinct()
            .SelectMany(folder => Find(folder, extensions).Select(path => (folder, path)))
            .ToList();
        var files = new SourceFile[found.Count];
        if (found.Count < 8)
        {
            for (var i = 0; i < files.Length; i++)
            {
                files[i] = read(found[i].folder, found[i].path);
            }
        }
        else
        {
            Parallel.For(0, files.Length, i => files[i] = read(found[i].folder, found[i].path));
        }
        return files;
    }

    private IEnumerable<string> Find(string folder, string[] extensions)
    {
        var root = Path.Combine(projectFolder, folder);
        if (!Directory.Exists(root))
        {
            return [];
        }
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            AttributesToSkip = FileAttributes.None,
            IgnoreInaccessible = false,
            // Linked folders may lead back to themselves.
            MaxRecursionDepth = 64,
        };
        return Directory
            .EnumerateFiles(root, "*", options)
            .Where(path => extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase))
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(path => !ignored.Ignores($"{folder}/{path}"))
            .Order(StringComparer.Ordinal);
    }
}
