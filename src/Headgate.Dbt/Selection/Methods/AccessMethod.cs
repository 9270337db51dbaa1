using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Selection.Methods;

/// <summary><c>access:</c>: models of that access level.</summary>
internal sealed class AccessMethod : ISelectorMethod
{
    /// <inheritdoc />
    public IEnumerable<string> Search(SelectionScope scope, Criterion criterion) =>
        scope
            .Resources.OfType<ManifestNode>()
            .Where(n => n.ResourceType == ResourceType.Model && n.Access == criterion.Text)
            .Select(n => n.UniqueId);
}
