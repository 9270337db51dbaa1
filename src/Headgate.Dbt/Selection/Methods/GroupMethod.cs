using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Selection.Methods;

/// <summary><c>group:</c>: resources that a group owns.</summary>
internal sealed class GroupMethod : ISelectorMethod
{
    /// <inheritdoc />
    public IEnumerable<string> Search(SelectionScope scope, Criterion criterion) =>
        scope.Resources.Where(r => r.ResourceType != ResourceType.Source && r.Config?.Group == criterion.Text).Select(r => r.UniqueId);
}
