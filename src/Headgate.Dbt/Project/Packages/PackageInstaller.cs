namespace Headgate.Dbt.Project.Packages;

/// <summary>Installs the packages of a project into its folder of packages (<c>dbt deps</c>), as its lock file says, or anew where that says nothing or something else.</summary>
internal static class PackageInstaller
{
    /// <summary>Installs all packages, those that packages ask for too, and writes <c>package-lock.yml</c> where what is asked for has changed.</summary>
    /// <param name="call">The call.</param>
    /// <param name="rootName">Name of the project itself.</param>
    /// <param name="wish">How.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DbtException">A package cannot be had.</exception>
    public static async Task InstallAsync(PackageCall call, string? rootName, InstallWish wish, CancellationToken cancellation)
    {
        var file = PackagesFile.Read(call.ProjectFolder, call.Renderer);
        if (file.Packages.Count == 0)
        {
            call.Say(new("M013", "DepsNoPackagesFound", "Warning: No packages were found in packages.yml"));
            return;
        }
        try
        {
            using var connection = new PackageConnection(call);
            await InstallAsync(call, new PackageResolver(call, connection), connection, file.Packages, rootName, wish, cancellation);
        }
        finally
        {
            Remove(call.Downloads);
            if (Directory.Exists(call.InstallFolder) && !Directory.EnumerateFileSystemEntries(call.InstallFolder).Any())
            {
                Directory.Delete(call.InstallFolder);
            }
        }
    }

    private static async Task InstallAsync(
        PackageCall call,
        PackageResolver resolver,
        PackageConnection connection,
        IReadOnlyList<PackageSpec> asked,
        string? rootName,
        InstallWish wish,
        CancellationToken cancellation
    )
    {
        var before = PackageLock.Read(call);
        var isKept = before is not null && !wish.Upgrade && !wish.LocksOnly && before.RequestHash == PackageLock.HashOf(asked);
        var packages = isKept
            ? await resolver.LockedAsync(before!, rootName, cancellation)
            : await resolver.ResolveAsync(asked, rootName, cancellation);
        if (!wish.LocksOnly)
        {
            packages = await FetchedAsync(call, connection, packages, cancellation);
        }
        foreach (var package in packages)
        {
            CheckDigest(before, package);
        }
        if (!isKept)
        {
            call.Say(
                new(
                    "M031",
                    "DepsLockUpdating",
                    $"Updating lock file in file path: {Path.Combine(call.ProjectFolder, PackageLock.FileName)}"
                )
            );
            PackageLock.Write(call, asked, packages);
        }
        if (!wish.LocksOnly)
        {
            Place(call, packages);
        }
    }

    private static async Task<IReadOnlyList<PackagePin>> FetchedAsync(
        PackageCall call,
        PackageConnection connection,
        IReadOnlyList<PackagePin> packages,
        CancellationToken cancellation
    )
    {
        var fetched = new List<PackagePin>();
        foreach (var package in packages)
        {
            if (package.Archive is not { } address)
            {
                fetched.Add(package);
                continue;
            }
            var folder = call.NewDownload();
            var digest = await TarballPackages.FetchAsync(address, package.Name, folder, connection, cancellation);
            fetched.Add(package with { Folder = folder, Digest = digest });
        }
        return fetched;
    }

    /// <summary>A version that was installed once is these files: others under its name are somebody's mistake, or worse.</summary>
    private static void CheckDigest(PackageLock? before, PackagePin package)
    {
        if (package.Digest is { } digest && before?.DigestOf(package) is { } known && known != digest)
        {
            throw new DbtException(
                DbtErrorKind.Dependency,
                $"The package {package.Name} ({package.VersionName}) has other files than when {PackageLock.FileName} was written: sha256 {digest[..12]}… instead of {known[..12]}…. "
                    + $"If you expect that, delete its line in {PackageLock.FileName} and run dbt deps again."
            );
        }
    }

    /// <summary>What was installed before goes, as in dbt: a package that nobody asks for any more must not be read.</summary>
    private static void Place(PackageCall call, IReadOnlyList<PackagePin> packages)
    {
        Directory.CreateDirectory(call.InstallFolder);
        foreach (var entry in Directory.EnumerateFileSystemEntries(call.InstallFolder).Where(entry => entry != call.Downloads).ToList())
        {
            Remove(entry);
        }
        var older = new List<string>();
        foreach (var package in packages)
        {
            call.Say(new("M014", "DepsStartPackageInstall", $"Installing {package.Name}"));
            var target = Path.Combine(call.InstallFolder, package.ProjectName);
            if (package.Request.Spec.Kind == "local")
            {
                LocalPackages.Install(package.Folder!, target);
            }
            else
            {
                Directory.Move(package.Folder!, target);
            }
            call.Say(new("M015", "DepsInstallInfo", $"Installed from {package.VersionName}"));
            if (package.Latest == package.Version && package.Latest is not null)
            {
                call.Say(new("M017", "DepsUpToDate", "Up to date!"));
            }
            else if (package.Latest is { } latest)
            {
                older.Add(package.Name);
                call.Say(new("M016", "DepsUpdateAvailable", $"Updated version available: {latest}"));
            }
            if (package.Request.Spec.Kind == "git" && package.Request.Spec.Text("subdirectory") is { } below)
            {
                call.Say(new("M018", "DepsListSubdirectory", $"and subdirectory {below}"));
            }
        }
        if (older.Count > 0)
        {
            call.Say(
                new(
                    "M019",
                    "DepsNotifyUpdatesAvailable",
                    $"Updates available for packages: [{string.Join(", ", older.Select(name => $"'{name}'"))}]\nUpdate your versions in packages.yml, then run dbt deps"
                )
            );
        }
    }

    private static void Remove(string path)
    {
        if (new FileInfo(path).LinkTarget is not null || File.Exists(path))
        {
            File.Delete(path);
        }
        else if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
