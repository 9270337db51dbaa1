using Headgate.Dbt.Artifacts;
using Headgate.Dbt.Project;

namespace Headgate.Dbt.Parsing.Checks;

/// <summary>Names of resources with blanks are on their way out: a warning, or an error where the project asks for it.</summary>
internal static class NameChecks
{
    private const string Flag = "require_resource_names_without_spaces";

    /// <summary>Checks all nodes.</summary>
    /// <exception cref="DbtException">The project forbids such names and has one.</exception>
    public static void Check(Manifest manifest, LoadedProject project, WarningLog warnings)
    {
        var wrong = manifest.Nodes.Values.Where(node => node.Name.Contains(' ') && node.ResourceType != ResourceType.Test).ToList();
        if (wrong.Count == 0)
        {
            return;
        }
        // The flag is on by default since dbt 1.10.
        if (project.Flag(Flag) is not false)
        {
            throw new DbtException(
                DbtErrorKind.Validation,
                $"Resource names cannot contain spaces:\n{string.Join('\n', wrong.Select(node => $"  * '{node.UniqueId}' ({node.OriginalFilePath})"))}\n"
                    + "Please rename the invalid model(s) so that their name(s) do not contain any spaces."
            );
        }
        warnings.Deprecate(
            "ResourceNamesWithSpacesDeprecation",
            $"Found {wrong.Count} resource{(wrong.Count == 1 ? "" : "s")} with spaces in their names, the first of them '{wrong[0].UniqueId}'."
        );
    }
}
