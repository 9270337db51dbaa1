using Headgate.Platform.EnvironmentVariables;
using Headgate.Platform.Related;
using Headgate.Platform.Rows;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;

namespace Headgate.Platform.Projects;

/// <summary>Takes a project away with all that is inside: environments, jobs, repositories, credentials, variables.</summary>
internal static class ProjectRemoval
{
    public static Task RemoveAsync(CallContext call, HeadgateDb db, Project project, CancellationToken cancellation)
    {
        var id = project.Id;
        return JobRemoval.RemoveAsync(call, db, project, j => j.ProjectId == id, DeleteOthersAsync, cancellation);

        async Task DeleteOthersAsync(IReadOnlyList<Job> _, DateTimeOffset now)
        {
            await db.Environments.Where(e => e.ProjectId == id).DeleteSoftlyAsync(now, cancellation);
            await db.Repositories.Where(r => r.ProjectId == id).DeleteSoftlyAsync(now, cancellation);
            await db.Credentials.Where(c => c.ProjectId == id).DeleteSoftlyAsync(now, cancellation);
            await db.SemanticLayerConfigurations.Where(c => c.ProjectId == id).DeleteSoftlyAsync(now, cancellation);
            await db.SemanticLayerCredentials.Where(c => c.ProjectId == id).DeleteSoftlyAsync(now, cancellation);
            await db.SemanticLayerMappings.Where(m => m.ProjectId == id).DeleteSoftlyAsync(now, cancellation);
            await VariableRows.RemoveAsync(db.EnvironmentVariables.Where(v => v.ProjectId == id), now, cancellation);
        }
    }
}
