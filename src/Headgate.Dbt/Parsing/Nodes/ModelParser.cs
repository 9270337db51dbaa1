using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Context.Parsing;
using Headgate.Dbt.Parsing.Properties;
using Headgate.Dbt.Project;
using Headgate.Dbt.Project.Files;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Nodes;

/// <summary>Parses models, analyses and singular tests: files that are one template each.</summary>
internal static class ModelParser
{
    /// <summary>Parses a model.</summary>
    public static ManifestNode ParseModel(ParseScope scope, Package package, SourceFile file)
    {
        var patch = scope.Patches.Take(package, "models", file.Name);
        var node = NodeFiles.Create(scope, package, ResourceType.Model, file, file.Name, file.RelativePath, file.Text);
        if (file.RelativePath.EndsWith(".py", StringComparison.OrdinalIgnoreCase))
        {
            node.Language = "python";
        }
        if (patch?.Version is { } version)
        {
            BecomeVersion(node, patch, version);
        }
        return Parse(scope, package, node, patch);
    }

    /// <summary>Parses an analysis.</summary>
    public static ManifestNode ParseAnalysis(ParseScope scope, Package package, SourceFile file)
    {
        var node = NodeFiles.Create(scope, package, ResourceType.Analysis, file, file.Name, "analysis/" + file.RelativePath, file.Text);
        return Parse(scope, package, node, scope.Patches.Take(package, "analyses", file.Name));
    }

    /// <summary>Parses a singular test.</summary>
    public static ManifestNode ParseTest(ParseScope scope, Package package, SourceFile file)
    {
        var node = NodeFiles.Create(scope, package, ResourceType.Test, file, file.Name, file.RelativePath, file.Text);
        return Parse(scope, package, node, scope.Patches.Take(package, "data_tests", file.Name));
    }

    private static ManifestNode Parse(ParseScope scope, Package package, ManifestNode node, NodePatch? patch)
    {
        var capture = new ParseCapture();
        if (node.Language == "sql")
        {
            scope.Templates.Capture(node, package, node.RawCode, capture);
        }
        else
        {
            PythonModel.Capture(node, capture);
        }
        NodeFinisher.Finish(scope, node, package, capture, patch);
        return node;
    }

    private static void BecomeVersion(ManifestNode node, NodePatch patch, object version)
    {
        node.Name = patch.Name;
        node.Version = version;
        node.LatestVersion = patch.LatestVersion;
        node.UniqueId = UniqueIds.OfVersion(node.PackageName, patch.Name, version);
        node.Fqn[^1] = patch.Name;
        node.Fqn.Add("v" + PythonText.Str(version));
    }
}
