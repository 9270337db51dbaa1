using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Graph;

namespace Headgate.Dbt.Selection;

/// <summary>Selects resources of a manifest by kind and specification.</summary>
internal sealed class ResourceSelector
{
    private readonly NodeSelector _nodes;
    private readonly SelectionScope _scope;

    /// <summary>Makes a selector.</summary>
    /// <param name="graph">The graph of the manifest.</param>
    /// <param name="scope">What methods look at.</param>
    /// <param name="unmatched">Told each criterion of the command line that nothing matches.</param>
    public ResourceSelector(DependencyGraph<string> graph, SelectionScope scope, Action<string> unmatched)
    {
        NodeSelector? nodes = null;
        _scope = scope with { Named = pattern => nodes!.SelectNamed(pattern) };
        _nodes = nodes = new NodeSelector(graph, _scope, unmatched);
    }

    /// <summary>The resources of the kinds that the specification selects, in the manifest's order.</summary>
    /// <param name="spec">What to select.</param>
    /// <param name="types">The kinds to keep.</param>
    /// <param name="withEmpty">Keep models without any SQL?</param>
    /// <exception cref="DbtException">A criterion has no meaning.</exception>
    public IReadOnlyList<IManifestResource> Select(SelectionSpec spec, IReadOnlyList<ResourceType> types, bool withEmpty)
    {
        var selected = _nodes.Select(spec);
        return
        [
            .. _scope.Resources.Where(r => selected.Contains(r.UniqueId) && types.Contains(r.ResourceType) && (withEmpty || !IsEmpty(r))),
        ];
    }

    private static bool IsEmpty(IManifestResource resource) =>
        resource is ManifestNode { ResourceType: not ResourceType.Seed } node && string.IsNullOrWhiteSpace(node.RawCode);
}
