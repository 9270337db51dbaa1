namespace Headgate.Dbt.Project.Packages;

/// <summary>Folders of the packages that are installed.</summary>
internal static class InstalledPackages
{
    /// <summary>The folders, in order of name.</summary>
    /// <exception cref="DbtException">Fewer packages are installed than asked for.</exception>
    public static IReadOnlyList<string> Folders(string projectFolder, string installPath, PackagesFile wanted)
    {
        var root = Path.GetFullPath(Path.Combine(projectFolder, installPath));
        var folders = Directory.Exists(root)
            ? Directory
                .EnumerateDirectories(root)
                .Where(folder => !Path.GetFileName(folder).StartsWith("__", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .ToList()
            : [];
        if (folders.Count < wanted.Packages.Count)
        {
            throw new DbtException(
                DbtErrorKind.Compilation,
                $"dbt found {wanted.Packages.Count} package(s) specified in {wanted.FileName}, but only {folders.Count} package(s) installed in {installPath}. "
                    + "Run \"dbt deps\" to install package dependencies."
            );
        }
        return folders;
    }
}
