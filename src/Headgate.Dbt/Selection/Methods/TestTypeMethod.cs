using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Selection.Methods;

/// <summary><c>test_type:</c>: <c>generic</c>, <c>singular</c>, both as <c>data</c>, or <c>unit</c>.</summary>
internal sealed class TestTypeMethod : ISelectorMethod
{
    /// <inheritdoc />
    public IEnumerable<string> Search(SelectionScope scope, Criterion criterion)
    {
        Func<IManifestResource, bool> matches = criterion.Text switch
        {
            "generic" or "schema" => static r => r is ManifestNode { TestMetadata: not null },
            "singular" => static r => r is ManifestNode { ResourceType: ResourceType.Test, TestMetadata: null },
            "data" => static r => r.ResourceType == ResourceType.Test,
            "unit" => static r => r.ResourceType == ResourceType.UnitTest,
            _ => throw new DbtException(
                DbtErrorKind.Runtime,
                $"Invalid test type selector {criterion.Text}: expected \"data\", \"generic\", \"singular\", or \"unit\""
            ),
        };
        return scope.Resources.Where(matches).Select(r => r.UniqueId);
    }
}
