using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Selection.Methods;

/// <summary><c>version:</c>: models whose version is <c>latest</c>, <c>prerelease</c> (later), <c>old</c> (earlier) or <c>none</c>.</summary>
internal sealed class VersionMethod : ISelectorMethod
{
    /// <inheritdoc />
    public IEnumerable<string> Search(SelectionScope scope, Criterion criterion)
    {
        Func<ManifestNode, bool> matches = criterion.Text switch
        {
            "latest" => static n => n.Version is not null && ModelVersions.Compare(n.Version, n.LatestVersion) == 0,
            "prerelease" => static n =>
                n.Version is not null && n.LatestVersion is not null && ModelVersions.Compare(n.Version, n.LatestVersion) > 0,
            "old" => static n =>
                n.Version is not null && n.LatestVersion is not null && ModelVersions.Compare(n.Version, n.LatestVersion) < 0,
            "none" => static n => n.Version is null,
            _ => throw new DbtException(
                DbtErrorKind.Runtime,
                $"Invalid version type selector {criterion.Text}: expected one of: \"latest\", \"prerelease\", \"old\", or \"none\""
            ),
        };
        return scope
            .Resources.OfType<ManifestNode>()
            .Where(n => n.ResourceType == ResourceType.Model && matches(n))
            .Select(n => n.UniqueId);
    }
}
