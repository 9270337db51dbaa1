using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Resolving;

/// <summary>Finds models, seeds and snapshots by name, package and version. Without a version the latest one is meant.</summary>
internal sealed class RefLookup
{
    private readonly Dictionary<string, List<ManifestNode>> _byName = [];

    public RefLookup(IEnumerable<ManifestNode> nodes)
    {
        foreach (var node in nodes.Where(node => node.IsRelational))
        {
            Add(node);
        }
    }

    /// <summary>The node of a name; in any package where none is given.</summary>
    public ManifestNode? Find(string name, string? package, object? version)
    {
        if (!_byName.TryGetValue(version is null ? name : Versioned(name, version), out var nodes))
        {
            return null;
        }
        return package is null ? nodes[0] : nodes.Find(node => node.PackageName == package);
    }

    private void Add(ManifestNode node)
    {
        if (node.Version is not null)
        {
            Add(Versioned(node.Name, node.Version), node);
        }
        if (node.Version is null || PlainData.AreEqual(node.Version, node.LatestVersion))
        {
            Add(node.Name, node);
        }
    }

    private void Add(string key, ManifestNode node)
    {
        if (!_byName.TryGetValue(key, out var nodes))
        {
            _byName[key] = nodes = [];
        }
        nodes.Add(node);
    }

    private static string Versioned(string name, object version) => $"{name}.v{PythonText.Str(version)}";
}
