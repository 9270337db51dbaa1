using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Projects;

/// <summary>Reads a project's body; what is left out falls back to its default.</summary>
internal static class ProjectInput
{
    public static async Task ApplyAsync(CallContext call, HeadgateDb db, Project project, CancellationToken cancellation)
    {
        var body = call.Body;
        project.Name = body.RequiredText("name");
        project.Description = body.Text("description", 10_000);
        project.ConnectionId = Known(call, "connection_id");
        project.RepositoryId = Known(call, "repository_id");
        project.DbtProjectSubdirectory = Subdirectory(body);
        project.DocsJobId = OwnJob(call, "docs_job_id", project.Id);
        project.FreshnessJobId = OwnJob(call, "freshness_job_id", project.Id);
        project.SemanticLayerConfigId = body.Long("semantic_layer_config_id", 1);
        project.Type = body.Int("type", 0, 1) ?? 0;
        if (call.Reference("repository_id")?.ProjectId is { } of && of != project.Id)
        {
            body.Problem("repository_id", "the repository belongs to another project");
        }
        if (
            await db.Projects.AnyAsync(
                p => p.AccountId == project.AccountId && p.Name == project.Name && p.State == RowState.Active && p.Id != project.Id,
                cancellation
            )
        )
        {
            body.Problem("name", $"a project with the name \"{project.Name}\" already exists in this account");
        }
    }

    private static long? Known(CallContext call, string field)
    {
        var id = call.Body.Long(field, 1);
        if (id is not null && call.Reference(field) is null)
        {
            call.Body.Problem(field, "nothing in this account has this id");
        }
        return id;
    }

    private static long? OwnJob(CallContext call, string field, long project)
    {
        var id = Known(call, field);
        if (id is not null && call.Reference(field) is { } job && job.ProjectId != project)
        {
            call.Body.Problem(field, "the job belongs to another project");
        }
        return id;
    }

    private static string? Subdirectory(BodyReader body)
    {
        var path = body.Text("dbt_project_subdirectory");
        if (path is not null && (path.StartsWith('/') || path.Split('/', '\\').Contains("..")))
        {
            body.Problem("dbt_project_subdirectory", "a folder inside the repository is required");
        }
        return string.IsNullOrWhiteSpace(path) ? null : path;
    }
}
