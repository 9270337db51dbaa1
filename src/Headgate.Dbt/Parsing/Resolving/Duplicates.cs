using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project;

namespace Headgate.Dbt.Parsing.Resolving;

/// <summary>Finds resources that take each other's name.</summary>
internal static class Duplicates
{
    /// <summary>Two nodes of one unique id.</summary>
    public static DbtException OfUniqueId(ManifestNode second, ManifestNode first)
    {
        var kind = first.ResourceType.Word();
        var plural = kind switch
        {
            "analysis" => "analyses",
            "test" => "data_tests",
            _ => kind + "s",
        };
        var look = first.ResourceType is ResourceType.Model or ResourceType.Seed or ResourceType.Snapshot
            ? $"ref(\"{first.Name}\")"
            : $"\"{first.Name}\"";
        if (first.ResourceType == ResourceType.Test && first.ColumnName is not null)
        {
            look = $"\"{first.Name}\" defined on column \"{first.ColumnName}\" in \"{first.FileKeyName}\"";
        }
        var consequence =
            first.ResourceType == ResourceType.Test
                ? $"Since these resources have the same name, dbt will be unable to find the correct resource\nwhen running tests for {look}."
                : $"Since these resources have the same name, dbt will be unable to find the correct resource\nwhen looking for {look}.";
        return new DbtException(
            DbtErrorKind.Compilation,
            $"dbt found two {plural} with the name \"{first.Name}\".\n\n{consequence}\n\nTo fix this, change the name of one of these resources:\n{Line(first)}\n{Line(second)}"
        );
    }

    /// <summary>Two macros of one name.</summary>
    public static DbtException OfMacro(Macro second, Macro first)
    {
        return new DbtException(
            DbtErrorKind.Compilation,
            $"dbt found multiple macros named \"{first.Name}\" in the project \"{first.PackageName}\".\n All macros require unique names, to fix this error rename or remove any\n"
                + "duplicates. They can be found in these files:\n"
                + string.Join(
                    '\n',
                    ((string[])[second.OriginalFilePath, first.OriginalFilePath]).Distinct().Select(path => "    - " + path)
                )
        );
    }

    /// <summary>Checks that no two nodes have one name in the database, and warns of nodes of different kinds with one name.</summary>
    /// <exception cref="DbtException">Two nodes are one relation.</exception>
    public static void CheckRelations(Manifest manifest, WarningLog warnings)
    {
        var byName = new Dictionary<(string Package, string Name), ManifestNode>();
        var byRelation = new Dictionary<string, ManifestNode>(StringComparer.OrdinalIgnoreCase);
        foreach (var node in manifest.Nodes.Values.Where(node => node.IsRelational && !node.IsEphemeral))
        {
            if (
                !byName.TryAdd((node.PackageName, node.Name), node)
                && byName[(node.PackageName, node.Name)] is var named
                && named.ResourceType != node.ResourceType
            )
            {
                warnings.Deprecate(
                    "DuplicateNameDistinctNodeTypesDeprecation",
                    $"Found resources with the same name '{node.Name}' in package '{node.PackageName}': '{named.UniqueId}' and '{node.UniqueId}'. Please update one of the resources to have a unique name.",
                    showsEvent: false
                );
            }
            if (node.RelationName is { } relation && !byRelation.TryAdd(relation, node))
            {
                throw new DbtException(
                    DbtErrorKind.Compilation,
                    $"dbt found two resources with the database representation \"{relation}\".\ndbt cannot create two resources with identical database representations. To fix this,\n"
                        + $"change the configuration of one of these resources:\n{Line(byRelation[relation])}\n{Line(node)}"
                );
            }
        }
    }

    private static string Line(ManifestNode node) => $"- {node.UniqueId} ({node.OriginalFilePath})";
}
