using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Graph;

namespace Headgate.Dbt.Selection;

/// <summary>Finds the nodes that a specification selects, with the tests that come along.</summary>
/// <param name="graph">The enabled nodes and what they need.</param>
/// <param name="scope">What methods look at.</param>
/// <param name="unmatched">Told each criterion of the command line that nothing matches.</param>
internal sealed class NodeSelector(DependencyGraph<string> graph, SelectionScope scope, Action<string> unmatched)
{
    private readonly HashSet<string> _openSelectors = [];

    /// <summary>The unique ids that the selectors choose whose names match a pattern.</summary>
    /// <exception cref="DbtException">There is no such selector, or it leads back to itself.</exception>
    public IEnumerable<string> SelectNamed(string pattern)
    {
        if (scope.Selectors is not { IsEmpty: false } selectors)
        {
            throw new DbtException(DbtErrorKind.Runtime, "Cannot use selector: method if selectors.yml is not provided");
        }
        var names = selectors.Matching(pattern);
        if (names.Count == 0)
        {
            throw new DbtException(DbtErrorKind.Runtime, $"Selector '{pattern}' did not match any selector in selectors.yml");
        }
        var selected = new HashSet<string>();
        foreach (var name in names)
        {
            if (!_openSelectors.Add(name))
            {
                throw new DbtException(DbtErrorKind.Runtime, $"Circular dependency detected in selector: {name}");
            }
            selected.UnionWith(Select(selectors.Get(name)));
            _openSelectors.Remove(name);
        }
        return selected;
    }

    /// <summary>The unique ids that the specification selects.</summary>
    /// <exception cref="DbtException">A criterion has no meaning, or asks for artifacts that are not there.</exception>
    public IReadOnlySet<string> Select(SelectionSpec spec) => Resolve(spec).Direct;

    private (HashSet<string> Direct, HashSet<string> Indirect) Resolve(SelectionSpec spec) =>
        spec is Criterion criterion ? Resolve(criterion) : Resolve((Combination)spec);

    private (HashSet<string> Direct, HashSet<string> Indirect) Resolve(Criterion criterion)
    {
        var matched = SelectorMethods.Get(criterion.Method).Search(scope, criterion).ToHashSet();
        var selected = new HashSet<string>(matched);
        if (criterion.ChildrensParents)
        {
            var below = graph.Descendants(matched);
            below.UnionWith(matched);
            selected.UnionWith(below);
            selected.UnionWith(graph.Ancestors(below));
        }
        if (criterion.Parents)
        {
            selected.UnionWith(graph.Ancestors(matched, criterion.ParentsDepth));
        }
        if (criterion.Children)
        {
            selected.UnionWith(graph.Descendants(matched, criterion.ChildrenDepth));
        }
        return criterion.Indirect == IndirectSelection.Empty ? (selected, []) : Expand(selected, criterion.Indirect);
    }

    private (HashSet<string> Direct, HashSet<string> Indirect) Resolve(Combination combination)
    {
        var direct = new List<HashSet<string>>();
        var both = new List<HashSet<string>>();
        foreach (var part in combination.Parts)
        {
            var (partDirect, partIndirect) = Resolve(part);
            direct.Add(partDirect);
            both.Add([.. partDirect, .. partIndirect]);
        }
        var indirect = Combine(combination.Operation, both);
        var selected = Incorporate(Combine(combination.Operation, direct), indirect, combination.Indirect);
        if (combination.ExpectsMatch && selected.Count == 0)
        {
            unmatched(combination.Raw);
        }
        return (selected, indirect);
    }

    private static HashSet<string> Combine(SetOperation operation, List<HashSet<string>> parts)
    {
        if (parts.Count == 0)
        {
            return [];
        }
        var result = new HashSet<string>(parts[0]);
        foreach (var part in parts.Skip(1))
        {
            switch (operation)
            {
                case SetOperation.Union:
                    result.UnionWith(part);
                    break;
                case SetOperation.Intersection:
                    result.IntersectWith(part);
                    break;
                default:
                    result.ExceptWith(part);
                    break;
            }
        }
        return result;
    }

    private (HashSet<string> Direct, HashSet<string> Indirect) Expand(HashSet<string> selected, IndirectSelection mode)
    {
        var direct = new HashSet<string>(selected);
        var indirect = new HashSet<string>();
        var reachable = mode == IndirectSelection.Buildable ? Reachable(selected) : selected;
        foreach (var test in selected.SelectMany(graph.ChildrenOf))
        {
            if (scope.Manifest.Find(test) is not { ResourceType: ResourceType.Test or ResourceType.UnitTest } resource)
            {
                continue;
            }
            if (mode == IndirectSelection.Eager || resource.ParentIds.All(reachable.Contains))
            {
                direct.Add(test);
            }
            else
            {
                indirect.Add(test);
            }
        }
        return (direct, indirect);
    }

    private HashSet<string> Incorporate(HashSet<string> direct, HashSet<string> indirect, IndirectSelection mode)
    {
        if (mode is IndirectSelection.Eager or IndirectSelection.Empty || direct.SetEquals(indirect))
        {
            return direct;
        }
        var selected = new HashSet<string>(direct);
        var reachable = mode == IndirectSelection.Buildable ? Reachable(direct) : direct;
        foreach (var test in indirect)
        {
            if (scope.Manifest.Nodes.TryGetValue(test, out var node) && node.DependsOn.Nodes.TrueForAll(reachable.Contains))
            {
                selected.Add(test);
            }
        }
        return selected;
    }

    private HashSet<string> Reachable(HashSet<string> selected) =>
        [.. selected, .. graph.Ancestors(selected), .. scope.Manifest.Sources.Keys];
}
