namespace Headgate.Dbt.Project.Packages;

/// <summary>Packages that lie in a folder of this machine (<c>local:</c>).</summary>
internal static class LocalPackages
{
    /// <summary>Reads one. Paths in packages of packages start at the root project too.</summary>
    /// <exception cref="DbtException">It is outside of the run's folder, or no project.</exception>
    public static PackagePin Pin(PackageRequest request, PackageCall call)
    {
        var path = request.Spec.Origin;
        var folder = Path.GetFullPath(Path.Combine(call.ProjectFolder, path));
        if (call.Box is { } box && !box.IsInRun(folder))
        {
            throw ProjectPlaces.Outside("a package in packages.yml or in that of another package", path);
        }
        var read = PackageFolder.Read(folder, call);
        return new()
        {
            Request = request,
            ProjectName = read.Name,
            VersionName = $"<local @ {path}>",
            LockEntry = [new("local", request.Spec.UnrenderedOrigin), new("name", read.Name)],
            Packages = read.Packages,
            Folder = folder,
        };
    }

    /// <summary>Puts a link to it into the folder of packages, or a copy where there are no links.</summary>
    public static void Install(string source, string target)
    {
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
