using Headgate.Catalogue;
using Headgate.Store.Model;

namespace Headgate.Platform.Tokens;

/// <summary>Permission sets as rows hold them.</summary>
internal static class Grants
{
    public static PermissionGrant Of(IPermissionSetRow row) =>
        Of(row.PermissionSet, row.AllProjects, row.ProjectId, row.WritableEnvironmentCategories);

    /// <summary>
    /// A row that names neither all projects nor one holds for none, and one that names no categories opens no environment for writing: what is not said is not given.
    /// </summary>
    public static PermissionGrant Of(string set, bool allProjects, long? projectId, IReadOnlyCollection<string> categories) =>
        new(set, allProjects ? null : projectId ?? 0, EnvironmentCategoryNames.Parse(categories) ?? EnvironmentCategories.None);
}
