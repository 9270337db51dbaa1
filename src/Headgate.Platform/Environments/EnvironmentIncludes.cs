using Headgate.Catalogue;

namespace Headgate.Platform.Environments;

/// <summary>What stands beside environments in answers.</summary>
internal static class EnvironmentIncludes
{
    /// <summary>Comes along unasked, as in dbt's recorded answers.</summary>
    public static readonly Include Project = new(
        "project",
        Capabilities.Projects,
        Permission.Read(PermissionResource.Projects),
        "The project."
    );

    public static readonly Include Connection = new(
        "connection",
        Capabilities.Connections,
        Permission.Read(PermissionResource.Connections),
        "The connection."
    );

    public static readonly Include Credentials = new(
        "credentials",
        Capabilities.Credentials,
        Permission.Read(PermissionResource.EnvironmentCredentials),
        "The credentials, without their secrets."
    );

    public static readonly Include Repository = new(
        "repository",
        Capabilities.Repositories,
        Permission.Read(PermissionResource.Repositories),
        "The repository: the environment's own, or its project's."
    );

    public static IReadOnlyList<Include> V3 { get; } = [Project, Connection, Credentials, Repository];

    public static IReadOnlyList<Include> V2 { get; } = [Repository, Connection];
}
