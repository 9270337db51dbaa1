namespace Headgate.Dbt.Project.Packages;

/// <summary>Packages of dbt's hub, or of another index of its form (<c>DBT_PACKAGE_HUB_URL</c>).</summary>
internal sealed class HubPackages(PackageCall call, PackageConnection connection)
{
    private const string Usual = "https://hub.getdbt.com/";
    private const long MostOfIndex = 32 << 20;

    private readonly Dictionary<string, HubIndex> _known = new(StringComparer.Ordinal);

    /// <summary>Chooses a version.</summary>
    /// <exception cref="DbtException">The hub has no such package, or no version inside the bounds.</exception>
    public async Task<PackagePin> PinAsync(PackageRequest request, CancellationToken cancellation)
    {
        var index = await IndexAsync(request.Spec.Origin, cancellation);
        var (version, latest) = PackageVersions.Choose(request, index, call.VersionCheck);
        var chosen = index.Versions[version];
        var name = PackageFolder.Named(chosen.ProjectName);
        return new()
        {
            Request = request,
            ProjectName = name,
            VersionName = $"version {version}",
            Version = version,
            Latest = latest,
            Archive = chosen.Archive,
            LockEntry = [new("name", name), new("package", request.Spec.Origin), new("version", version)],
            Packages = [.. chosen.Packages.Select(entry => PackagesFile.Entry(entry, call.Renderer))],
        };
    }

    private async Task<HubIndex> IndexAsync(string package, CancellationToken cancellation)
    {
        if (_known.TryGetValue(package, out var known))
        {
            return known;
        }
        var hub = call.Environment.GetValueOrDefault("DBT_PACKAGE_HUB_URL") is { Length: > 0 } named ? named : Usual;
        var path = string.Join('/', package.Split('/').Select(Uri.EscapeDataString));
        if (!Uri.TryCreate($"{hub}api/v1/{path}.json", UriKind.Absolute, out var address))
        {
            throw Wrong($"DBT_PACKAGE_HUB_URL is no address: {hub}");
        }
        var json =
            await connection.GetAsync(address, MostOfIndex, cancellation)
            ?? throw Wrong($"Package {package} was not found in the package index");
        try
        {
            var index = HubIndex.Read(json);
            if (index.MovedTo is { } other)
            {
                call.Say(
                    new(
                        "D001",
                        "PackageRedirectDeprecation",
                        $"The `{package}` package is deprecated in favor of `{other}`. Please update your `packages.yml` configuration to use `{other}` instead.",
                        IsWarning: true
                    )
                );
            }
            return _known[package] = index;
        }
        catch (FormatException wrong)
        {
            throw Wrong($"The package index answered for {package} what is not of its form: {wrong.Message}");
        }
    }

    private static DbtException Wrong(string message) => new(DbtErrorKind.Dependency, message);
}
