using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Parsing;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Files;

namespace Headgate.Dbt.Parsing.Nodes;

/// <summary>Parses seeds: files of rows, known by name and configuration alone.</summary>
internal static class SeedParser
{
    public static ManifestNode Parse(ParseScope scope, Package package, SourceFile file)
    {
        var node = NodeFiles.Create(scope, package, ResourceType.Seed, file, file.Name, file.RelativePath, "");
        node.RootPath = package.Folder;
        NodeFinisher.Finish(scope, node, package, new ParseCapture(), scope.Patches.Take(package, "seeds", file.Name));
        return node;
    }
}
