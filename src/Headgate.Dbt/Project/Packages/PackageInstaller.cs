using Headgate.Dbt.Confinement;
using Headgate.Dbt.Project.Rendering;

namespace Headgate.Dbt.Project.Packages;

/// <summary>Installs the packages of a project into its folder of packages (<c>dbt deps</c>). Packages by path only.</summary>
internal static class PackageInstaller
{
    /// <summary>Installs all packages, those that packages ask for too, and writes <c>package-lock.yml</c>.</summary>
    /// <param name="projectFolder">Folder of the root project.</param>
    /// <param name="installPath">Folder of packages, relative to the project or absolute.</param>
    /// <param name="renderer">Renders templates in <c>packages.yml</c>.</param>
    /// <param name="locksOnly">Write the lock file and install nothing.</param>
    /// <param name="box">The box that the call is in; null for one by hand.</param>
    /// <param name="say">Receives dbt's lines.</param>
    /// <exception cref="DbtException">A package is missing, has no name, or is not given by path.</exception>
    public static void Install(
        string projectFolder,
        string installPath,
        YamlRenderer renderer,
        bool locksOnly,
        Box? box,
        Action<string> say
    )
    {
        var file = PackagesFile.Read(projectFolder, renderer);
        if (file.Packages.Count == 0)
        {
            say("Warning: No packages were found in packages.yml");
            return;
        }

        var resolved = Resolve(projectFolder, file, renderer, box);
        say($"Updating lock file in file path: {Path.Combine(projectFolder, PackageLock.FileName)}");
        PackageLock.Write(projectFolder, resolved);
        if (locksOnly)
        {
            return;
        }
        var folder = Path.GetFullPath(Path.Combine(projectFolder, installPath));
        Directory.CreateDirectory(folder);
        foreach (var (path, name) in resolved)
        {
            say($"Installing {path}");
            Link(Path.GetFullPath(Path.Combine(projectFolder, path)), Path.Combine(folder, name));
            say($"Installed from <local @ {path}>");
        }
    }

    /// <summary>Packages in the order of installation: what a file names, then what those name.</summary>
    private static List<(string Path, string Name)> Resolve(string projectFolder, PackagesFile file, YamlRenderer renderer, Box? box)
    {
        var resolved = new List<(string Path, string Name)>();
        var open = new Queue<PackageSpec>(file.Packages);
        while (open.TryDequeue(out var spec))
        {
            if (spec.Kind != "local")
            {
                throw new DbtException(
                    DbtErrorKind.Dependency,
                    $"The package '{spec.Origin}' comes from {(spec.Kind == "package" ? "the package hub" : spec.Kind)}. Only packages by path (local:) can be installed; "
                        + "put a copy of it beside the project and name it with 'local: path'."
                );
            }
            if (resolved.Any(done => done.Path == spec.Origin))
            {
                continue;
            }
            // Paths in packages of packages start at the root project too.
            var folder = Path.GetFullPath(Path.Combine(projectFolder, spec.Origin));
            if (box is not null && !box.IsInRun(folder))
            {
                throw ProjectPlaces.Outside($"a package in {file.FileName} or in that of another package", spec.Origin);
            }
            var raw = ProjectFile.ReadRaw(folder, new WarningLog());
            if (raw.GetValueOrDefault("name") is not string name || name.AsSpan().IndexOfAny('/', '\\') >= 0 || name.StartsWith('.'))
            {
                throw new DbtException(DbtErrorKind.Runtime, $"Package defined in {ProjectFile.FileName} must have a name!");
            }
            if (resolved.Any(done => done.Name == name))
            {
                throw new DbtException(
                    DbtErrorKind.Dependency,
                    $"Found duplicate project \"{name}\". This occurs when a dependency has the same project name as some other dependency."
                );
            }
            resolved.Add((spec.Origin, name));
            foreach (var next in PackagesFile.Read(folder, renderer).Packages)
            {
                open.Enqueue(next);
            }
        }

        return resolved;
    }

    private static void Link(string source, string target)
    {
        if (new FileInfo(target).LinkTarget is not null || File.Exists(target))
        {
            File.Delete(target);
        }
        else if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }
        try
        {
            Directory.CreateSymbolicLink(target, source);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or PlatformNotSupportedException)
        {
            Copy(source, target);
        }
    }

    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(target);
        foreach (var file in Directory.EnumerateFiles(source))
        {
            File.Copy(file, Path.Combine(target, Path.GetFileName(file)), overwrite: true);
        }
        foreach (var folder in Directory.EnumerateDirectories(source))
        {
            if (new DirectoryInfo(folder).LinkTarget is null)
            {
                Copy(folder, Path.Combine(target, Path.GetFileName(folder)));
            }
        }
    }
}
