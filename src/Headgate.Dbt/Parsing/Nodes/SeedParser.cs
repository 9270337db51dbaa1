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
        CheckHooks(node);
        return node;
    }

    private static void CheckHooks(ManifestNode seed)
    {
        if (seed.Refs.Count == 0 && seed.Sources.Count == 0 && seed.Metrics.Count == 0)
        {
            return;
        }
        var hooks = seed
            .Config.PreHooks.Select(hook => $"- pre_hook: \"{hook.Sql}\"")
            .Concat(seed.Config.PostHooks.Select(hook => $"- post_hook: \"{hook.Sql}\""));
        throw new DbtException(
            DbtErrorKind.Parsing,
            "\nSeeds cannot depend on other nodes. dbt detected a seed with a pre- or post-hook\n"
                + "that calls 'ref', 'source', or 'metric', either directly or indirectly via other macros.\n\n"
                + $"Error raised for '{seed.UniqueId}', which has these hooks defined: \n{string.Join('\n', hooks)}\n        "
        );
    }
}
