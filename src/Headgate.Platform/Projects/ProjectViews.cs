using Headgate.Catalogue;
using Headgate.Platform.Jobs;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Projects;

/// <summary>
/// Makes views of projects. Connection, repository, group permissions and the two jobs come along unasked, as dbt's answers have them, where the caller
/// may see them; environments come where they are asked for.
/// </summary>
internal static class ProjectViews
{
    /// <summary>Names that <c>include_related</c> knows for projects.</summary>
    public const string Related = "environments, repository, connection, group_permissions, docs_job, freshness_job";

    /// <summary>The view of a project alone.</summary>
    public static ProjectView Of(Project project) =>
        new()
        {
            Id = project.Id,
            Name = project.Name,
            AccountId = project.AccountId,
            Description = project.Description,
            ConnectionId = project.ConnectionId,
            RepositoryId = project.RepositoryId,
            SemanticLayerConfigId = project.SemanticLayerConfigId,
            State = (int)project.State,
            DbtProjectSubdirectory = project.DbtProjectSubdirectory,
            DocsJobId = project.DocsJobId,
            FreshnessJobId = project.FreshnessJobId,
            Type = project.Type,
            CreatedAt = project.CreatedAt,
            UpdatedAt = project.UpdatedAt,
        };

    public static async Task<IReadOnlyList<ProjectView>> OfAsync(
        CallContext call,
        HeadgateDb db,
        IReadOnlyList<Project> projects,
        CancellationToken cancellation
    )
    {
        var connections = call.MaySee(Capabilities.Connections, Permission.Read(PermissionResource.Connections))
            ? await ConnectionsAsync(db, projects, cancellation)
            : [];
        var repositories = call.MaySee(Capabilities.Repositories, Permission.Read(PermissionResource.Repositories))
            ? await RepositoriesAsync(db, projects, cancellation)
            : [];
        var permissions = call.MaySee(Capabilities.Groups, Permission.Read(PermissionResource.Groups))
            ? await PermissionsAsync(db, projects, cancellation)
            : null;
        var jobs = call.MaySee(Capabilities.Jobs, Permission.Read(PermissionResource.Jobs))
            ? await JobsAsync(call, db, projects, cancellation)
            : [];
        var environments =
            call.Query.Related().Contains("environments")
            && call.MaySee(Capabilities.Environments, Permission.Read(PermissionResource.Environments))
                ? await EnvironmentsAsync(call, db, projects, cancellation)
                : null;
        return
        [
            .. projects.Select(p =>
                Of(p) with
                {
                    Connection = connections.GetValueOrDefault(p.ConnectionId ?? 0) is { } connection
                        ? ProjectConnectionView.Of(connection, p.Id)
                        : null,
                    Repository = repositories.GetValueOrDefault(p.RepositoryId ?? 0) is { } repository
                        ? RepositoryView.Of(repository)
                        : null,
                    GroupPermissions = permissions is null ? [] : [.. permissions[p.Id].Select(GroupPermissionView.Of)],
                    DocsJob = jobs.GetValueOrDefault(p.DocsJobId ?? 0),
                    FreshnessJob = jobs.GetValueOrDefault(p.FreshnessJobId ?? 0),
                    Environments = environments is null ? [] : [.. environments[p.Id].Select(e => EnvironmentView.Of(e))],
                }
            ),
        ];
    }

    private static async Task<Dictionary<long, Connection>> ConnectionsAsync(
        HeadgateDb db,
        IReadOnlyList<Project> projects,
        CancellationToken cancellation
    )
    {
        var ids = projects.Where(p => p.ConnectionId is not null).Select(p => p.ConnectionId!.Value).Distinct().ToList();
        return ids.Count == 0
            ? []
            : await db.Connections.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellation);
    }

    private static async Task<Dictionary<long, Repository>> RepositoriesAsync(
        HeadgateDb db,
        IReadOnlyList<Project> projects,
        CancellationToken cancellation
    )
    {
        var ids = projects.Where(p => p.RepositoryId is not null).Select(p => p.RepositoryId!.Value).Distinct().ToList();
        return ids.Count == 0
            ? []
            : await db.Repositories.AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancellation);
    }

    private static async Task<ILookup<long, GroupPermission>> PermissionsAsync(
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
        return rows.ToLookup(p => p.ProjectId!.Value);
    }

    private static async Task<Dictionary<long, JobView>> JobsAsync(
        CallContext call,
        HeadgateDb db,
        IReadOnlyList<Project> projects,
        CancellationToken cancellation
    )
    {
        var ids = projects.SelectMany(p => new[] { p.DocsJobId, p.FreshnessJobId }).OfType<long>().Distinct().ToList();
        if (ids.Count == 0)
        {
            return [];
        }
        var now = call.Service<TimeProvider>().GetUtcNow();
        var rows = await db.Jobs.AsNoTracking().Where(j => ids.Contains(j.Id) && j.State == RowState.Active).ToListAsync(cancellation);
        return rows.Where(j => projects.Any(p => p.Id == j.ProjectId)).ToDictionary(j => j.Id, j => JobView.Of(j, now));
    }

    private static async Task<ILookup<long, DbtEnvironment>> EnvironmentsAsync(
        CallContext call,
        HeadgateDb db,
        IReadOnlyList<Project> projects,
        CancellationToken cancellation
    )
    {
        var ids = projects.Select(p => p.Id).ToList();
        var rows = await db
            .Environments.AsNoTracking()
            .Where(e => ids.Contains(e.ProjectId) && e.State == RowState.Active && e.AccountId == call.AccountId)
            .OrderBy(e => e.Id)
            .ToListAsync(cancellation);
        return rows.ToLookup(e => e.ProjectId);
    }
}
