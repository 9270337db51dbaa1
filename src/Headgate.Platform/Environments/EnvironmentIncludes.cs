using Headgate.Catalogue;
using Headgate.Platform.Related;

namespace Headgate.Platform.Environments;

/// <summary>What stands beside environments in answers.</summary>
internal static class EnvironmentIncludes
{
    public static readonly Include Project = RelatedKinds.Project("project", "The project.") with { IsUnasked = true };
    public static readonly Include Connection = RelatedKinds.Connection("connection", "The connection.");
    public static readonly Include Credentials = RelatedKinds.Credentials("credentials", "The credentials, without their secrets.");
    public static readonly Include Repository = RelatedKinds.Repository(
        "repository",
        "The repository: the environment's own, or its project's."
    );

    public static IReadOnlyList<Include> V3 { get; } = [Project, Connection, Credentials, Repository];

    public static IReadOnlyList<Include> V2 { get; } = [Repository, Connection];
}
