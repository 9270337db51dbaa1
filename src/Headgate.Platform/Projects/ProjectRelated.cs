using Headgate.Catalogue;
using Headgate.Platform.Related;
using Headgate.Platform.Targets;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Projects;

/// <summary>Makes views of projects with the related things that the caller may see.</summary>
internal sealed class ProjectRelated(CallContext call, HeadgateDb db, IReadOnlyList<Project> projects)
{
    private readonly RelatedRows _related = new(call, db);

    /// <summary>The answer of an operation on one project.</summary>
    public static async ValueTask<Answer> OneAsync(CallContext call, HeadgateDb db, Project project, CancellationToken cancellation) =>
        call.Ok((await new ProjectRelated(call, db, [project]).ViewsAsync(cancellation))[0]);

    public async ValueTask<IReadOnlyList<ProjectView>> ViewsAsync(CancellationToken cancellation)
    {
        var connections = await _related.ConnectionsAsync(ProjectIncludes.Connection, projects.Select(p => p.ConnectionId), cancellation);
        var repositories = await _related.RepositoriesAsync(ProjectIncludes.Repository, projects.Select(p => p.RepositoryId), cancellation);
        var jobs = await JobsAsync(cancellation);
        var permissions = await PermissionsAsync(cancellation);
        var environments = await EnvironmentsAsync(cancellation);
        return [.. projects.Select(View)];

        ProjectView View(Project p)
        {
            var visible = VisibleInProject.Of(call, p.Id);
            return ProjectView.Of(p, visible) with
            {
                Connection = connections.View(p.ConnectionId, p.Id, c => ProjectConnectionView.Of(c, p.Id)),
                Repository = repositories.View(p.RepositoryId, r => RepositoryView.Of(r)),
                GroupPermissions = [.. permissions[p.Id].Select(GroupPermissionView.Of)],
                DocsJob = jobs.GetValueOrDefault(p.DocsJobId ?? 0),
                FreshnessJob = jobs.GetValueOrDefault(p.FreshnessJobId ?? 0),
                Environments = [.. environments[p.Id].Select(e => EnvironmentView.Of(e, visible))],
            };
        }
    }

    private async Task<Dictionary<long, JobView>> JobsAsync(CancellationToken cancellation)
    {
        var ids = projects.SelectMany(p => new[] { p.DocsJobId, p.FreshnessJobId });
        var rows = (await _related.JobsAsync(ProjectIncludes.DocsJob, ids, cancellation)).All;
        var now = call.Service<TimeProvider>().GetUtcNow();
        // A job that has been deleted, or moved to another project since, is no longer this one's.
        var own = rows.Where(j => j.State == RowState.Active && projects.Any(p => p.Id == j.ProjectId)).ToList();
        var hidden = await HiddenThings.OfAsync(call, db, own, [], cancellation);
        return own.ToDictionary(j => j.Id, j => JobView.Of(j, now, hidden));
    }

    private async Task<ILookup<long, GroupPermission>> PermissionsAsync(CancellationToken cancellation)
    {
        var ids = projects.Select(p => (long?)p.Id).ToList();
        var rows = await db
            .GroupPermissions.AsNoTracking()
            .Where(p => ids.Contains(p.ProjectId) && p.State == RowState.Active)
            .OrderBy(p => p.Id)
            .ToListAsync(cancellation);
        return rows.Where(p => call.MaySee(ProjectIncludes.GroupPermissions, RowTargets.Of(p))).ToLookup(p => p.ProjectId!.Value);
    }

    private async Task<ILookup<long, DbtEnvironment>> EnvironmentsAsync(CancellationToken cancellation)
    {
        var ids = _related.Adds(ProjectIncludes.Environments) ? projects.Select(p => p.Id).ToList() : [];
        var rows = await db
            .Environments.AsNoTracking()
            .Where(e => ids.Contains(e.ProjectId) && e.State == RowState.Active && e.AccountId == call.AccountId)
            .OrderBy(e => e.Id)
            .ToListAsync(cancellation);
        return rows.Where(e => call.MaySee(ProjectIncludes.Environments, RowTargets.Of(e))).ToLookup(e => e.ProjectId);
    }
}
