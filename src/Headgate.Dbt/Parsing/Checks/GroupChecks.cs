using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Parsing.Nodes;
using Headgate.Dbt.Project.Text;

namespace Headgate.Dbt.Parsing.Checks;

/// <summary>Checks that groups exist and that access fits the materialisation.</summary>
internal static class GroupChecks
{
    /// <summary>Checks all nodes.</summary>
    /// <exception cref="DbtException">A group is not there, or an ephemeral model is public.</exception>
    public static void Check(Manifest manifest)
    {
        var names = manifest.Groups.Values.Select(group => group.Name).ToHashSet();
        foreach (var node in manifest.Nodes.Values)
        {
            if (node.Group is { } group && !names.Contains(group))
            {
                throw Unknown(group, names, NodeTemplates.Subject(node));
            }
            if (node is { IsEphemeral: true, Access: "public" })
            {
                throw new DbtException(
                    DbtErrorKind.Parsing,
                    $"Node {node.UniqueId} with 'ephemeral' materialization has an invalid value ({node.Access}) for the access field"
                );
            }
        }

        foreach (var (resource, group) in Semantics(manifest))
        {
            if (group is not null && !names.Contains(group))
            {
                throw Unknown(group, names, $"{resource.ResourceType.Word()} {resource.Name} ({resource.OriginalFilePath})");
            }
        }
    }

    private static IEnumerable<(IManifestResource Resource, string? Group)> Semantics(Manifest manifest) =>
        [
            .. manifest.Metrics.Values.Select(metric => ((IManifestResource)metric, metric.Group)),
            .. manifest.SemanticModels.Values.Select(model => ((IManifestResource)model, model.Group)),
            .. manifest.SavedQueries.Values.Select(query => ((IManifestResource)query, query.Group)),
        ];

    private static DbtException Unknown(string group, HashSet<string> names, string subject) =>
        new(
            DbtErrorKind.Parsing,
            $"Invalid group '{group}', expected one of {PythonText.Repr(names.Order(StringComparer.Ordinal).ToList<object?>())}",
            subject
        );
}
