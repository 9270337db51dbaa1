using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Parsing;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Files;

namespace Headgate.Dbt.Parsing.Nodes;

/// <summary>Parses the statements that a project runs before and after each run.</summary>
internal static class HookParser
{
    public static IEnumerable<ManifestNode> Parse(ParseScope scope, Package package)
    {
        if (package.OnRunStart.Count + package.OnRunEnd.Count == 0)
        {
            return [];
        }
        var file = SourceFile.Read(package.Folder, ".", ProjectFile.FileName);
        return
        [
            .. Parse(scope, package, file, "on-run-start", package.OnRunStart),
            .. Parse(scope, package, file, "on-run-end", package.OnRunEnd),
        ];
    }

    private static IEnumerable<ManifestNode> Parse(
        ParseScope scope,
        Package package,
        SourceFile file,
        string kind,
        IReadOnlyList<string> statements
    )
    {
        for (var i = 0; i < statements.Count; i++)
        {
            var name = $"{package.Name}-{kind}-{i}";
            var node = NodeFiles.Create(scope, package, ResourceType.Operation, file, name, $"hooks/{name}.sql", statements[i]);
            node.Index = i;
            node.Tags.Add(kind);
            var capture = new ParseCapture();
            scope.Templates.Capture(node, package, node.RawCode, capture);
            NodeFinisher.Finish(scope, node, package, capture, patch: null);
            yield return node;
        }
    }
}
