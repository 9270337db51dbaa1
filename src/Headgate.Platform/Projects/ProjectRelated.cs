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
internal static class ProjectRelated
{
    /// <summary>The answer of an operation on one project.</summary>
    public static async ValueTask<Answer> OneAsync(CallContext call, HeadgateDb db, Project project, CancellationToken cancellation) =>
        call.Ok((await ViewsAsync(call, db, [project], cancellation))[0]);

    public static async ValueTask<IReadOnlyList<ProjectView>> ViewsAsync(
        CallContext call,
        HeadgateDb db,
        IReadOnlyList<Project> projects,
        CancellationToken cancellation
    )
    {
        var connections = await RelatedConnections.LoadAsync(
            call,
            ProjectIncludes.Connection,
            db.Connections,
            projects.Select(p => p.ConnectionId),
            cancellation
        );
        var repositories = await call.VisibleAsync(
            ProjectIncludes.Repository,
            db.Repositories,
            projects.Select(p => p.RepositoryId),
            RowTargets.Of,
            cancellation
        );
        var jobs = await JobsAsync(call, db, projects, cancellation);
        var permissions = await PermissionsAsync(call, db, projects, cancellation);
        var environments = await EnvironmentsAsync(call, db, projects, cancellation);
        return
        [
            .. projects.Select(p =>
                ProjectView.Of(p) with
                {
                    Connection = connections.Of(p.ConnectionId, p.Id) is { } connection ? ProjectConnectionView.Of(connection, p.Id) : null,
                    Repository = repositories.GetValueOrDefault(p.RepositoryId ?? 0) is { } repository
                        ? RepositoryView.Of(repository)
                        : null,
                    GroupPermissions = [.. permissions[p.Id].Select(GroupPermissionView.Of)],
                    DocsJob = jobs.GetValueOrDefault(p.DocsJobId ?? 0),
                    FreshnessJob = jobs.GetValueOrDefault(p.FreshnessJobId ?? 0),
                    Environments = [.. environments[p.Id].Select(e => EnvironmentView.Of(e))],
                }
            ),
        ];
    }

    private static async Task<Dictionary<long, JobView>> JobsAsync(
        CallContext call,
        HeadgateDb db,
        IReadOnlyList<Project> projects,
        CancellationToken cancellation
    )
    {
        var rows = await call.VisibleAsync(
            ProjectIncludes.DocsJob,
            db.Jobs.Where(j => j.State == RowState.Active),
            projects.SelectMany(p => new[] { p.DocsJobId, p.FreshnessJobId }),
            RowTargets.Of,
            cancellation
        );
        var now = call.Service<TimeProvider>().GetUtcNow();
        // A job that has been moved to another project since is no longer this one's.
        return rows.Values.Where(j => projects.Any(p => p.Id == j.ProjectId)).ToDictionary(j => j.Id, j => JobView.Of(j, now));
    }

    private static async Task<ILookup<long, GroupPermission>> PermissionsAsync(
        CallContext call,
        HeadgateDb db,
        IReadOnlyList<Project> projects,
        CancellationToken cancellation
    )
    {
        var ids = projects.Select(p => (long?)p.Id).ToList();
        var rows = await db
            .GroupPermissions.AsNoTracking()
            .Where(p => ids.Contains(p.ProjectId) && p.State == RowState.Active)
            .OrderBy(p => p.Id)
            .ToListAsync(cancellation);
        return rows.Where(p => call.MaySee(ProjectIncludes.GroupPermissions, RowTargets.Of(p))).ToLookup(p => p.ProjectId!.Value);
    }

    private static async Task<ILookup<long, DbtEnvironment>> EnvironmentsAsync(
        CallContext call,
        HeadgateDb db,
        IReadOnlyList<Project> projects,
        CancellationToken cancellation
    )
    {
        if (!call.Operation.Includes.Contains(ProjectIncludes.Environments) || !call.Wants(ProjectIncludes.Environments))
        {
            return Enumerable.Empty<DbtEnvironment>().ToLookup(e => e.ProjectId);
        }
        var ids = projects.Select(p => p.Id).ToList();
        var rows = await db
            .Environments.AsNoTracking()
            .Where(e => ids.Contains(e.ProjectId) && e.State == RowState.Active && e.AccountId == call.AccountId)
            .OrderBy(e => e.Id)
            .ToListAsync(cancellation);
        return rows.Where(e => call.MaySee(ProjectIncludes.Environments, RowTargets.Of(e))).ToLookup(e => e.ProjectId);
    }
}
