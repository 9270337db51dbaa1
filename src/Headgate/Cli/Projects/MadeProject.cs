using System.Text.Json.Nodes;

namespace Headgate.Cli.Projects;

/// <summary>What was made for a project.</summary>
internal sealed record MadeProject(long ProjectId, long ConnectionId, long RepositoryId, long CredentialsId, long EnvironmentId, long JobId)
{
    /// <summary>The ids, for scripts.</summary>
    public JsonObject ToJson() =>
        new()
        {
            ["project_id"] = ProjectId,
            ["connection_id"] = ConnectionId,
            ["repository_id"] = RepositoryId,
            ["credentials_id"] = CredentialsId,
            ["environment_id"] = EnvironmentId,
            ["job_id"] = JobId,
        };
}
