namespace Headgate.Dbt.Selection.Methods;

/// <summary><c>tag:</c>: resources with a tag that matches the pattern.</summary>
internal sealed class TagMethod : ISelectorMethod
{
    /// <inheritdoc />
    public IEnumerable<string> Search(SelectionScope scope, Criterion criterion) =>
        scope.Resources.Where(r => r.Tags.Any(t => Glob.Matches(t, criterion.Text))).Select(r => r.UniqueId);
}
