namespace Headgate.Dbt.Project.Packages;

/// <summary>What all files together ask of one package.</summary>
internal sealed record PackageRequest
{
    /// <summary>The first entry that asked for it.</summary>
    public required PackageSpec Spec { get; init; }

    /// <summary>Bounds on the version, of the hub's packages.</summary>
    public IReadOnlyList<string> Versions { get; init; } = [];

    /// <summary>Whether versions before a release may be taken.</summary>
    public bool Prereleases { get; init; }

    /// <summary>Branches, tags or commits, of packages by git.</summary>
    public IReadOnlyList<string> Revisions { get; init; } = [];

    /// <summary>Whether a branch is worth a warning.</summary>
    public bool WarnUnpinned { get; init; } = true;

    /// <summary>What tells it from other packages: a repository has one key with and without <c>.git</c>.</summary>
    public string Key => KeyOf(Spec);

    /// <summary>What one entry asks for.</summary>
    public static PackageRequest Of(PackageSpec spec) =>
        new()
        {
            Spec = spec,
            Versions = spec.Texts("version"),
            Prereleases = spec.Text("install_prerelease") == "True" || spec.Text("install-prerelease") == "True",
            Revisions = spec.Texts("revision"),
            WarnUnpinned = spec.Text("warn-unpinned") != "False" && spec.Text("warn_unpinned") != "False",
        };

    /// <summary>This and what another entry asks of the same package.</summary>
    /// <exception cref="DbtException">The other comes from a place of another kind.</exception>
    public PackageRequest With(PackageRequest other) =>
        Spec.Kind != other.Spec.Kind
            ? throw new DbtException(
                DbtErrorKind.Dependency,
                $"Cannot incorporate {other.Spec.Origin} ({other.Spec.Kind}) in {Spec.Origin} ({Spec.Kind}): mismatched types"
            )
            : this with
            {
                Versions = [.. Versions, .. other.Versions],
                Prereleases = Prereleases || other.Prereleases,
                Revisions = [.. Revisions.Union(other.Revisions, StringComparer.Ordinal)],
                WarnUnpinned = WarnUnpinned && other.WarnUnpinned,
            };

    private static string KeyOf(PackageSpec spec) =>
        spec.Kind == "git" && spec.Origin.EndsWith(".git", StringComparison.Ordinal) ? spec.Origin[..^4] : spec.Origin;
}
