using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Selection.Methods;

/// <summary><c>test_name:</c>: tests made from the generic tests that match the pattern, and unit tests whose names do.</summary>
internal sealed class TestNameMethod : ISelectorMethod
{
    /// <inheritdoc />
    public IEnumerable<string> Search(SelectionScope scope, Criterion criterion) =>
        scope
            .Resources.OfType<ManifestNode>()
            .Where(n => n.TestMetadata is { } test && Glob.Matches(test.Name, criterion.Text))
            .Select(n => n.UniqueId)
            .Concat(
                scope
                    .Resources.Where(r => r.ResourceType == ResourceType.UnitTest && Glob.Matches(r.Name, criterion.Text))
                    .Select(r => r.UniqueId)
            );
}
