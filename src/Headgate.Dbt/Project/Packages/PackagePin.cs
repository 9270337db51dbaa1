namespace Headgate.Dbt.Project.Packages;

/// <summary>A package of which it is known which files it will be.</summary>
internal sealed record PackagePin
{
    /// <summary>What was asked for.</summary>
    public required PackageRequest Request { get; init; }

    /// <summary>Name of its project, and of its folder once it is installed.</summary>
    public required string ProjectName { get; init; }

    /// <summary>How its version is told: <c>version 1.3.0</c>.</summary>
    public required string VersionName { get; init; }

    /// <summary>Its entry in the lock file, keys in order.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> LockEntry { get; init; }

    /// <summary>Packages that it asks for itself.</summary>
    public IReadOnlyList<PackageSpec> Packages { get; init; } = [];

    /// <summary>Its files, where they are here already; null where they are in an archive still.</summary>
    public string? Folder { get; init; }

    /// <summary>Address of its archive; null where it has none.</summary>
    public Uri? Archive { get; init; }

    /// <summary>SHA-256 of the files that came in an archive.</summary>
    public string? Digest { get; init; }

    /// <summary>The newest version at the hub; null for packages from elsewhere.</summary>
    public string? Latest { get; init; }

    /// <summary>The version that was chosen at the hub.</summary>
    public string? Version { get; init; }

    /// <summary>How it is named when it is installed.</summary>
    public string Name => Request.Spec.Kind == "tarball" ? ProjectName : Request.Spec.Origin;
}
