using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Graph;

/// <summary>Makes the graph of a manifest's resources.</summary>
internal static class ManifestGraph
{
    /// <summary>The graph of all resources and what they need.</summary>
    /// <exception cref="DbtException">The resources need each other in a circle.</exception>
    public static DependencyGraph<string> Build(Manifest manifest)
    {
        var builder = new DependencyGraphBuilder<string>();
        foreach (var resource in manifest.GraphResources())
        {
            builder.Add(resource.UniqueId);
            foreach (var parent in resource.ParentIds.Where(id => manifest.Find(id) is not (null or Macro or Group)))
            {
                builder.Connect(parent, resource.UniqueId);
            }
        }
        var graph = builder.Build();
        return graph.FindCycle() is { } cycle
            ? throw new DbtException(DbtErrorKind.Unlabelled, $"Found a cycle: {string.Join(" --> ", cycle.Skip(1).Append(cycle[0]))}")
            : graph;
    }

    /// <summary>
    /// The same graph with an edge from each data test to the first nodes below everything that the test reads, so that <c>build</c> runs those
    /// only after the test has passed. Tests themselves do not wait for tests.
    /// </summary>
    public static DependencyGraph<string> WithTestEdges(DependencyGraph<string> graph, Manifest manifest)
    {
        var builder = new DependencyGraphBuilder<string>();
        foreach (var node in graph.Nodes)
        {
            builder.Add(node);
        }
        foreach (var node in graph.Nodes)
        {
            foreach (var child in graph.ChildrenOf(node))
            {
                builder.Connect(node, child);
            }
        }
        foreach (var test in manifest.Nodes.Values.Where(n => n.ResourceType == ResourceType.Test))
        {
            foreach (var below in BelowAll(graph, test.DependsOn.Nodes.Where(graph.Contains).ToList()).Where(id => IsGated(manifest, id)))
            {
                builder.Connect(test.UniqueId, below);
            }
        }
        return builder.Build();
    }

    /// <summary>The first nodes below all of the parents; those further below follow from the graph's own edges.</summary>
    private static IEnumerable<string> BelowAll(DependencyGraph<string> graph, List<string> parents)
    {
        if (parents.Count <= 1)
        {
            return parents.SelectMany(graph.ChildrenOf);
        }
        var common = graph.Descendants([parents[0]]);
        foreach (var parent in parents.Skip(1))
        {
            common.IntersectWith(graph.Descendants([parent]));
        }
        return common.Where(id => !graph.ParentsOf(id).Any(common.Contains));
    }

    private static bool IsGated(Manifest manifest, string id) =>
        manifest.Nodes.TryGetValue(id, out var node) ? node.ResourceType != ResourceType.Test : !manifest.UnitTests.ContainsKey(id);
}
