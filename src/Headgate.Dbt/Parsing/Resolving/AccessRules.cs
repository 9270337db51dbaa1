using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project;

namespace Headgate.Dbt.Parsing.Resolving;

/// <summary>Who may refer to whom: private models are for their group, protected ones of a closed package for that package.</summary>
internal static class AccessRules
{
    /// <summary>Checks a reference.</summary>
    /// <exception cref="DbtException">It is not allowed.</exception>
    public static void Check(LoadedProject project, IManifestResource from, ManifestNode? asking, ManifestNode target)
    {
        if (target.ResourceType != ResourceType.Model || from.ResourceType == ResourceType.SqlOperation)
        {
            return;
        }
        var isClosedToOthers =
            from.PackageName != target.PackageName
            && project.FindPackage(target.PackageName) is { RestrictAccess: true } package
            && package != project.Root;
        if (target.Access == "private" && (asking?.Group is not { } group || group != target.Group || isClosedToOthers))
        {
            throw NotAllowed(from, target, "private", target.Group ?? "None", "group");
        }
        if (target.Access == "protected" && isClosedToOthers)
        {
            throw NotAllowed(from, target, "protected", target.PackageName, "package");
        }
    }

    private static DbtException NotAllowed(IManifestResource from, ManifestNode target, string access, string scope, string scopeKind) =>
        new(
            DbtErrorKind.Parsing,
            $"Node {from.UniqueId} attempted to reference node {target.UniqueId}, which is not allowed because the referenced node is {access} to the '{scope}' {scopeKind}."
        );
}
