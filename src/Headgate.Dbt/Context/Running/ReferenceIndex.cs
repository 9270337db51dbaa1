using Headgate.Dbt.Artifacts;

namespace Headgate.Dbt.Context.Running;

/// <summary>Finds the node that <c>ref()</c> means and the source that <c>source()</c> means, by name.</summary>
internal sealed class ReferenceIndex
{
    private readonly ILookup<string, ManifestNode> _nodes;
    private readonly ILookup<string, ManifestNode> _functions;
    private readonly ILookup<(string Source, string Table), SourceDefinition> _sources;

    /// <summary>Indexes a manifest.</summary>
    public ReferenceIndex(Manifest manifest)
    {
        _nodes = manifest.Nodes.Values.Where(n => n.IsRelational).ToLookup(n => n.Name, StringComparer.Ordinal);
        _functions = manifest.Functions.Values.ToLookup(n => n.Name, StringComparer.Ordinal);
        _sources = manifest.Sources.Values.ToLookup(s => (s.SourceName, s.Name));
    }

    /// <summary>
    /// The node: of the named package, or of the referring node's own, then the root project's, then any. Without a version the latest is meant.
    /// </summary>
    public ManifestNode? Node(RefArgs reference, string package, string rootPackage)
    {
        var candidates = _nodes[reference.Name].Where(n => FitsVersion(n, reference.Version)).ToList();
        return Nearest(candidates, reference.Package, package, rootPackage);
    }

    /// <summary>The function: of the named package, or of the referring node's own, then the root project's, then any.</summary>
    public ManifestNode? Function(string? named, string name, string package, string rootPackage) =>
        Nearest([.. _functions[name]], named, package, rootPackage);

    private static ManifestNode? Nearest(List<ManifestNode> candidates, string? named, string package, string rootPackage) =>
        named is not null
            ? candidates.Find(n => n.PackageName == named)
            : candidates.Find(n => n.PackageName == package)
                ?? candidates.Find(n => n.PackageName == rootPackage)
                ?? candidates.FirstOrDefault();

    /// <summary>The source's table: of the referring package, then any.</summary>
    public SourceDefinition? Source(string source, string table, string package)
    {
        var candidates = _sources[(source, table)].ToList();
        return candidates.Find(s => s.PackageName == package) ?? candidates.FirstOrDefault();
    }

    private static bool FitsVersion(ManifestNode node, object? version) =>
        version is null ? node.Version is null || Same(node.Version, node.LatestVersion) : Same(node.Version, version);

    private static bool Same(object? left, object? right) => string.Equals(left?.ToString(), right?.ToString(), StringComparison.Ordinal);
}
