using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Project.Configs;

/// <summary>The hierarchical configuration of one kind of resource in <c>dbt_project.yml</c>, as <c>models:</c>.</summary>
internal static class ConfigTree
{
    /// <summary>The levels that apply to a resource, farthest first.</summary>
    /// <param name="tree">Map under the section's key, or null.</param>
    /// <param name="fqn">Fully qualified name of the resource.</param>
    public static IEnumerable<OrderedDictionary<string, object?>> Levels(
        OrderedDictionary<string, object?>? tree,
        IReadOnlyList<string> fqn
    )
    {
        var level = tree;
        if (level is null)
        {
            yield break;
        }
        yield return Settings(level);
        foreach (var part in fqn)
        {
            if (level.GetValueOrDefault(part) is not OrderedDictionary<string, object?> next)
            {
                yield break;
            }
            level = next;
            yield return Settings(level);
        }
    }

    /// <summary>Paths of the tree that hold settings, as lists of folders.</summary>
    public static IEnumerable<IReadOnlyList<string>> SettingPaths(OrderedDictionary<string, object?>? tree)
    {
        if (tree is null)
        {
            yield break;
        }
        var open = new Stack<(OrderedDictionary<string, object?> Level, List<string> Path)>();
        open.Push((tree, []));
        while (open.TryPop(out var current))
        {
            if (Settings(current.Level).Count > 0)
            {
                yield return current.Path;
            }
            foreach (var (key, value) in current.Level)
            {
                if (value is OrderedDictionary<string, object?> next && !key.StartsWith('+'))
                {
                    open.Push((next, [.. current.Path, key]));
                }
            }
        }
    }

    /// <summary>What a level sets itself: keys with a plus, and keys whose value is no map.</summary>
    private static OrderedDictionary<string, object?> Settings(OrderedDictionary<string, object?> level)
    {
        var settings = new OrderedDictionary<string, object?>();
        foreach (var (key, value) in level)
        {
            if (key.StartsWith('+'))
            {
                settings[key[1..].Trim()] = value;
            }
            else if (value is not OrderedDictionary<string, object?>)
            {
                settings[key] = value;
            }
        }
        return settings;
    }

    /// <summary>Name of the section of a kind of resource.</summary>
    public static string SectionOf(ResourceType type) =>
        type switch
        {
            ResourceType.Seed => "seeds",
            ResourceType.Snapshot => "snapshots",
            ResourceType.Source => "sources",
            ResourceType.Test => "data_tests",
            ResourceType.Metric => "metrics",
            ResourceType.SemanticModel => "semantic-models",
            ResourceType.SavedQuery => "saved-queries",
            ResourceType.Exposure => "exposures",
            ResourceType.UnitTest => "unit_tests",
            ResourceType.Function => "functions",
            _ => "models",
        };
}
