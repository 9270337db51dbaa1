using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Selection.Methods;

/// <summary><c>resource_type:</c>: resources of that kind.</summary>
internal sealed class ResourceTypeMethod : ISelectorMethod
{
    /// <inheritdoc />
    public IEnumerable<string> Search(SelectionScope scope, Criterion criterion)
    {
        var type =
            ResourceTypeNames.Parse(criterion.Text)
            ?? throw new DbtException(DbtErrorKind.Runtime, $"Invalid resource_type selector \"{criterion.Text}\"");
        return scope.Resources.Where(r => r.ResourceType == type).Select(r => r.UniqueId);
    }
}
