namespace Headgate.Dbt.Project.Packages;

/// <summary>Packages from an archive at an address (<c>tarball:</c>).</summary>
internal static class TarballPackages
{
    /// <summary>Fetches and reads one.</summary>
    /// <exception cref="DbtException">It cannot be had, or is no package.</exception>
    public static async Task<PackagePin> PinAsync(
        PackageRequest request,
        PackageCall call,
        PackageConnection connection,
        CancellationToken cancellation
    )
    {
        var spec = request.Spec;
        if (spec.Text("name") is null)
        {
            throw new DbtException(DbtErrorKind.Dependency, $"The package {spec.UnrenderedOrigin} has no name: a tarball needs one.");
        }
        var name = PackageFolder.Named(spec.Text("name"));
        var address = Uri.TryCreate(spec.Origin, UriKind.Absolute, out var read)
            ? read
            : throw new DbtException(DbtErrorKind.Dependency, $"The package {name} has no address: {spec.UnrenderedOrigin} is none.");
        var folder = call.NewDownload();
        var digest = await FetchAsync(address, name, folder, connection, cancellation);
        return new()
        {
            Request = request,
            ProjectName = name,
            VersionName = $"tarball (url: {spec.UnrenderedOrigin})",
            LockEntry = [new("name", name), new("tarball", spec.UnrenderedOrigin)],
            Packages = PackageFolder.Read(folder, call).Packages,
            Folder = folder,
            Digest = digest,
        };
    }

    /// <summary>Fetches an archive and unpacks it; gives the digest of its files.</summary>
    /// <exception cref="DbtException">It cannot be had, or is not taken.</exception>
    public static async Task<string> FetchAsync(
        Uri address,
        string name,
        string folder,
        PackageConnection connection,
        CancellationToken cancellation
    )
    {
        var archive =
            await connection.GetAsync(address, PackageArchive.MostPacked, cancellation)
            ?? throw new DbtException(DbtErrorKind.Dependency, $"{PackageAddresses.Shown(address)} has no archive of the package {name}.");
        return await new PackageArchive(name).UnpackAsync(archive, folder, cancellation);
    }
}
