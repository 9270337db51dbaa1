using Headgate.Catalogue;

namespace Headgate.Platform.Projects;

/// <summary>What stands beside projects in answers. All but the environments come along unasked, as dbt's answers have them.</summary>
internal static class ProjectIncludes
{
    public static readonly Include Environments = new(
        "environments",
        Capabilities.Environments,
        Permission.Read(PermissionResource.Environments),
        "The project's environments."
    );

    public static readonly Include Repository = new(
        "repository",
        Capabilities.Repositories,
        Permission.Read(PermissionResource.Repositories),
        "The repository."
    );

    public static readonly Include Connection = new(
        "connection",
        Capabilities.Connections,
        Permission.Read(PermissionResource.Connections),
        "The connection."
    );

    public static readonly Include GroupPermissions = new(
        "group_permissions",
        Capabilities.Groups,
        Permission.Read(PermissionResource.Groups),
        "What groups may do in the project."
    );

    public static readonly Include DocsJob = new(
        "docs_job",
        Capabilities.Jobs,
        Permission.Read(PermissionResource.Jobs),
        "The job whose docs are shown."
    );

    public static readonly Include FreshnessJob = DocsJob with
    {
        Name = "freshness_job",
        Says = "The job whose source freshness is shown.",
    };

    public static IReadOnlyList<Include> All { get; } = [Environments, Repository, Connection, GroupPermissions, DocsJob, FreshnessJob];
}
