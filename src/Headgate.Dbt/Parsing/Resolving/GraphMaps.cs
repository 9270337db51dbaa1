using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Resolving;

/// <summary>Fills the manifest's maps of parents, children and members of groups.</summary>
internal static class GraphMaps
{
    public static void Build(Manifest manifest)
    {
        var parents = manifest.ParentMap = [];
        var children = manifest.ChildMap = [];
        var resources = manifest.GraphResources().ToList();
        foreach (var resource in resources)
        {
            children[resource.UniqueId] = [];
        }
        foreach (var resource in resources)
        {
            parents[resource.UniqueId] = [.. resource.ParentIds.Order(StringComparer.Ordinal)];
            foreach (var parent in resource.ParentIds)
            {
                if (children.TryGetValue(parent, out var list))
                {
                    list.Add(resource.UniqueId);
                }
            }
        }

        foreach (var list in children.Values)
        {
            list.Sort(StringComparer.Ordinal);
        }
        BuildGroups(manifest);
    }

    private static void BuildGroups(Manifest manifest)
    {
        var groups = manifest.GroupMap = [];
        foreach (var group in manifest.Groups.Values)
        {
            groups[group.Name] = [];
        }
        IEnumerable<(string? Group, string Id)> members =
        [
            .. manifest.Nodes.Values.Select(node => (node.Group, node.UniqueId)),
            .. manifest.SavedQueries.Values.Select(query => (query.Group, query.UniqueId)),
            .. manifest.SemanticModels.Values.Select(model => (model.Group, model.UniqueId)),
            .. manifest.Metrics.Values.Select(metric => (metric.Group, metric.UniqueId)),
        ];
        foreach (var (group, id) in members)
        {
            if (group is not null && groups.TryGetValue(group, out var list))
            {
                list.Add(id);
            }
        }
    }
}
