using Headgate.Catalogue;

namespace Headgate.Platform.Tokens;

/// <summary>Reads stored grants.</summary>
internal static class Grants
{
    /// <summary>A grant as rows hold it. A row that names neither all projects nor one holds for none.</summary>
    public static PermissionGrant Of(string set, bool allProjects, long? projectId, IReadOnlyCollection<string> categories) =>
        new(set, allProjects ? null : projectId ?? 0, Categories(set, categories));

    /// <summary>Categories that are named; where none is, a developer may write in all environments and the others in none, as in dbt.</summary>
    private static EnvironmentCategories Categories(string set, IReadOnlyCollection<string> names) =>
        names.Count > 0 ? EnvironmentCategoryNames.Parse(names) ?? EnvironmentCategories.None
        : string.Equals(set, "developer", StringComparison.Ordinal) ? EnvironmentCategories.All
        : EnvironmentCategories.None;
}
