namespace Headgate.Dbt.Project.Packages;

/// <summary>Chooses among the versions of a package.</summary>
internal static class PackageVersions
{
    /// <summary>The highest version inside all bounds, and the highest there is.</summary>
    /// <exception cref="DbtException">The bounds contradict each other, or no version is inside.</exception>
    public static (string Version, string Latest) Choose(PackageRequest request, HubIndex index, bool versionCheck)
    {
        var name = request.Spec.Origin;
        var bounds = request.Versions.Select(VersionRule.Parse).ToList();
        if (VersionRule.Contradict(bounds))
        {
            throw Wrong(
                $"Version error for package {name}: Could not find a satisfactory version from options: {Listed(request.Versions)}"
            );
        }
        var withPrereleases = request.Prereleases || bounds.Exists(bound => bound.IsPrerelease);
        var known = index
            .Versions.Select(version => (version.Key, Rule: VersionRule.TryParse(version.Key), version.Value))
            .Where(version => version.Rule is not null && (withPrereleases || !version.Rule.IsPrerelease))
            .OrderBy(version => version.Rule, VersionRule.Order)
            .ToList();
        var compatible = versionCheck ? known.FindAll(version => version.Value.Takes(DbtVersion.Compatible)) : known;
        var chosen = compatible.FindLast(version => bounds.TrueForAll(bound => bound.Allows(version.Key)));
        if (chosen.Key is not null)
        {
            return (chosen.Key, compatible[^1].Key);
        }
        var others =
            compatible.Count < known.Count
                ? "\nNot shown: package versions incompatible with installed version of dbt-core\nTo include them, run 'dbt --no-version-check deps'"
                : "";
        throw Wrong(
            $"Could not find a matching compatible version for package {name}\n  Requested range: {Listed(request.Versions)}\n"
                + $"  Compatible versions: {Listed(compatible.Select(version => version.Key))}\n{others}"
        );
    }

    private static string Listed(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(text => $"'{text}'"))}]";

    private static DbtException Wrong(string message) => new(DbtErrorKind.Dependency, message);
}
