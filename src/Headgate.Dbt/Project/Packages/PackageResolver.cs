namespace Headgate.Dbt.Project.Packages;

/// <summary>Finds out which packages are installed: those that files ask for, and those that these ask for.</summary>
internal sealed class PackageResolver(PackageCall call, PackageConnection connection)
{
    private const int MostPackages = 500;

    private readonly HubPackages _hub = new(call, connection);

    /// <summary>All packages, in the order in which they were first asked for.</summary>
    /// <param name="asked">What the project asks for.</param>
    /// <param name="rootName">Name of the project itself, which no package may have.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="DbtException">One cannot be had, or two have one name.</exception>
    public async Task<IReadOnlyList<PackagePin>> ResolveAsync(
        IReadOnlyList<PackageSpec> asked,
        string? rootName,
        CancellationToken cancellation
    )
    {
        var requests = new OrderedDictionary<string, PackageRequest>(StringComparer.Ordinal);
        var pins = new Dictionary<string, PackagePin>(StringComparer.Ordinal);
        var open = new Queue<PackageSpec>(asked);
        while (open.TryDequeue(out var spec))
        {
            var request = PackageRequest.Of(spec);
            var known = requests.GetValueOrDefault(request.Key);
            var whole = known?.With(request) ?? request;
            if (known is not null && IsSame(known, whole))
            {
                continue;
            }
            requests[whole.Key] = whole;
            if (requests.Count > MostPackages)
            {
                throw Wrong($"More than {MostPackages} packages are asked for.");
            }
            pins[whole.Key] = await PinAsync(whole, cancellation);
            foreach (var next in pins[whole.Key].Packages)
            {
                open.Enqueue(next);
            }
        }
        var resolved = requests.Keys.Select(key => pins[key]).ToList();
        CheckNames(resolved, rootName);
        return resolved;
    }

    /// <summary>The packages of a lock file, which asks for nothing more.</summary>
    /// <exception cref="DbtException">One cannot be had, or two have one name.</exception>
    public async Task<IReadOnlyList<PackagePin>> LockedAsync(PackageLock locked, string? rootName, CancellationToken cancellation)
    {
        var pins = new List<PackagePin>();
        foreach (var spec in locked.Packages)
        {
            pins.Add(await PinAsync(PackageRequest.Of(spec), cancellation));
        }
        CheckNames(pins, rootName);
        return pins;
    }

    private Task<PackagePin> PinAsync(PackageRequest request, CancellationToken cancellation) =>
        request.Spec.Kind switch
        {
            "local" => Task.FromResult(LocalPackages.Pin(request, call)),
            "package" => _hub.PinAsync(request, cancellation),
            "git" => GitPackages.PinAsync(request, call, cancellation),
            "tarball" => TarballPackages.PinAsync(request, call, connection, cancellation),
            _ => PrivatePackages.PinAsync(request, call, cancellation),
        };

    private static bool IsSame(PackageRequest known, PackageRequest whole) =>
        known.Versions.Count == whole.Versions.Count
        && known.Revisions.Count == whole.Revisions.Count
        && known.Prereleases == whole.Prereleases;

    private static void CheckNames(IReadOnlyList<PackagePin> packages, string? rootName)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var package in packages)
        {
            if (!seen.Add(package.ProjectName))
            {
                throw Wrong(
                    $"Found duplicate project \"{package.ProjectName}\". This occurs when a dependency has the same project name as some other dependency."
                );
            }
            if (package.ProjectName == rootName)
            {
                throw Wrong(
                    $"Found a dependency with the same name as the root project \"{rootName}\". Package names must be unique in a project. Please rename one of these packages."
                );
            }
        }
    }

    private static DbtException Wrong(string message) => new(DbtErrorKind.Dependency, message);
}
