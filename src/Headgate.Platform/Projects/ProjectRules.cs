using Headgate.Catalogue;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Projects;

/// <summary>What must hold of a project beyond its single fields.</summary>
internal static class ProjectRules
{
    /// <summary>Notes what is wrong with a project as it shall be.</summary>
    public static async Task CheckAsync(
        CallContext call,
        HeadgateDb db,
        Input<Project> input,
        Project project,
        CancellationToken cancellation
    )
    {
        Named(call, input, "connection_id", project.ConnectionId, project.Id, "connection");
        Named(call, input, "repository_id", project.RepositoryId, project.Id, "repository");
        Named(call, input, "docs_job_id", project.DocsJobId, project.Id, "job");
        Named(call, input, "freshness_job_id", project.FreshnessJobId, project.Id, "job");
        var others = db.Projects.Where(p => p.AccountId == project.AccountId && p.State == RowState.Active && p.Id != project.Id);
        if (await others.AnyAsync(p => p.Name == project.Name, cancellation))
        {
            input.Problem("name", $"a project with the name \"{project.Name}\" already exists in this account");
        }
    }

    private static void Named(CallContext call, Input<Project> input, string field, long? id, long project, string what)
    {
        if (id is null)
        {
            return;
        }
        if (call.Reference(field) is not { } target)
        {
            input.Problem(field, "nothing in this account has this id");
        }
        else if (target.ProjectId is { } of && of != project)
        {
            input.Problem(field, $"the {what} belongs to another project");
        }
    }
}
