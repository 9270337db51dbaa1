using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Configs;

namespace Headgate.Dbt.Parsing.Checks;

/// <summary>Warns of folders in the project file's configuration that no resource lies in.</summary>
internal static class UnusedConfigs
{
    private static readonly (ResourceType Type, string Section)[] Sections =
    [
        (ResourceType.Model, "models"),
        (ResourceType.Seed, "seeds"),
        (ResourceType.Snapshot, "snapshots"),
        (ResourceType.Source, "sources"),
        (ResourceType.Test, "data_tests"),
        (ResourceType.Metric, "metrics"),
        (ResourceType.SemanticModel, "semantic_models"),
        (ResourceType.SavedQuery, "saved_queries"),
        (ResourceType.Exposure, "exposures"),
        (ResourceType.UnitTest, "unit_tests"),
        (ResourceType.Function, "functions"),
    ];

    public static void Warn(Manifest manifest, Package root, WarningLog warnings)
    {
        var resources = manifest
            .GraphResources()
            .Concat(manifest.Disabled.Values.SelectMany(list => list))
            .ToLookup(resource => resource.ResourceType, resource => resource.Fqn);
        var unused = new List<string>();
        foreach (var (type, section) in Sections)
        {
            foreach (var path in ConfigTree.SettingPaths(root.ConfigSection(type)))
            {
                if (path.Count > 0 && !resources[type].Any(fqn => StartsWith(fqn, path)))
                {
                    unused.Add(string.Join('.', path.Prepend(section)));
                }
            }
        }
        if (unused.Count == 0)
        {
            return;
        }
        unused.Sort(StringComparer.Ordinal);
        warnings.Add(
            "UnusedResourceConfigPath",
            "Configuration paths exist in your dbt_project.yml file which do not apply to any resources.\n"
                + $"There are {unused.Count} unused configuration paths:\n{string.Join('\n', unused.Select(path => "- " + path))}"
        );
    }

    private static bool StartsWith(IReadOnlyList<string> fqn, IReadOnlyList<string> path) =>
        path.Count <= fqn.Count && path.SequenceEqual(fqn.Take(path.Count));
}
