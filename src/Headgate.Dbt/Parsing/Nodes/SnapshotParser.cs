using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Parsing;
using Headgate.Dbt.Parsing.Blocks;
using Headgate.Dbt.Parsing.Properties;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Files;

namespace Headgate.Dbt.Parsing.Nodes;

/// <summary>Parses snapshots, written as blocks of a file or as entries of a property file.</summary>
internal static class SnapshotParser
{
    /// <summary>The snapshots of a file.</summary>
    public static IEnumerable<ManifestNode> ParseFile(ParseScope scope, Package package, SourceFile file)
    {
        foreach (var block in BlockReader.Read(file.Text, "snapshot"))
        {
            var node = NodeFiles.Create(scope, package, ResourceType.Snapshot, file, block.Header, file.RelativePath, block.Contents);
            // A file may hold several snapshots, so its name is one of the folders.
            node.Fqn.Insert(node.Fqn.Count - 1, file.Name);
            yield return Parse(scope, package, node, scope.Patches.Take(package, "snapshots", block.Header));
        }
    }

    /// <summary>The snapshot of an entry that names its relation.</summary>
    public static ManifestNode ParseEntry(ParseScope scope, PropertyEntry entry)
    {
        var name = entry.Name;
        var path = $"{entry.File.RelativePath}/{name}.sql";
        var node = NodeFiles.Create(
            scope,
            entry.Package,
            ResourceType.Snapshot,
            entry.File,
            name,
            path,
            $"select * from {{{{ {entry.RequiredText("relation")} }}}}"
        );
        node.Fqn = [.. Fqn.Prefix(entry.Package.Name, entry.File.RelativePath), name];
        return Parse(scope, entry.Package, node, scope.Patches.Take(entry.Package, "snapshots", name));
    }

    private static ManifestNode Parse(ParseScope scope, Package package, ManifestNode node, NodePatch? patch)
    {
        var capture = new ParseCapture();
        scope.Templates.Capture(node, package, node.RawCode, capture);
        NodeFinisher.Finish(scope, node, package, capture, patch);
        if (node.Config.Enabled)
        {
            SnapshotRules.Check(node);
        }
        return node;
    }
}
