using Headgate.Catalogue;
using Headgate.Platform.Related;

namespace Headgate.Platform.Projects;

/// <summary>What stands beside projects in answers. All but the environments come along unasked, as dbt's answers have them.</summary>
internal static class ProjectIncludes
{
    public static readonly Include Environments = RelatedKinds.Environment("environments", "The project's environments.");
    public static readonly Include Repository = RelatedKinds.Repository("repository", "The repository.") with { IsUnasked = true };
    public static readonly Include Connection = RelatedKinds.Connection("connection", "The connection.") with { IsUnasked = true };
    public static readonly Include GroupPermissions = RelatedKinds.Group("group_permissions", "What groups may do in the project.");
    public static readonly Include DocsJob = RelatedKinds.Job("docs_job", "The job whose docs are shown.") with { IsUnasked = true };
    public static readonly Include FreshnessJob = RelatedKinds.Job("freshness_job", "The job whose source freshness is shown.");

    public static IReadOnlyList<Include> All { get; } = [Environments, Repository, Connection, GroupPermissions, DocsJob, FreshnessJob];
}
