using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Parsing.Checks;

/// <summary>Checks that a property file that switches a node on means one node.</summary>
internal static class DisabledChecks
{
    /// <summary>Checks all nodes that are switched off.</summary>
    /// <exception cref="DbtException">Several nodes that are switched off have the name that a property file switches on.</exception>
    public static void Check(ParseScope scope)
    {
        foreach (var (id, nodes) in scope.Manifest.Disabled)
        {
            if (
                nodes.Count > 1
                && nodes[0] is ManifestNode node
                && !scope.Manifest.Nodes.ContainsKey(id)
                && scope.Patches.All.Any(p =>
                    p.Name == node.Name && p.Entry.Package.Name == node.PackageName && p.Config.GetValueOrDefault("enabled") is true
                )
            )
            {
                throw new DbtException(
                    DbtErrorKind.Parsing,
                    $"Found {nodes.Count} matching disabled nodes for {node.ResourceType.Word()} '{node.Name}'. Multiple nodes for the same "
                        + "unique id cannot be enabled in the schema file. They must be enabled in `dbt_project.yml` or in the sql files."
                );
            }
        }
    }
}
