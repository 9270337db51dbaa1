using Headgate.Catalogue;
using Headgate.Platform.Projects;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Environments;

/// <summary>Answers about environments in the form of the called version, with the related things that were asked for and may be seen.</summary>
internal static class EnvironmentAnswers
{
    public static async Task<Answer> OneAsync(
        CallContext call,
        HeadgateDb db,
        DbtEnvironment environment,
        bool created,
        CancellationToken cancellation
    )
    {
        var related = await LoadAsync(call, db, [environment], cancellation);
        if (call.Operation.Version is "v2")
        {
            var old = related.V2(environment);
            return created
                ? Answer.Created(old, PlatformJson.Default.EnvironmentV2View)
                : Answer.Ok(old, PlatformJson.Default.EnvironmentV2View);
        }
        var view = related.V3(environment);
        return created ? Answer.Created(view, PlatformJson.Default.EnvironmentView) : Answer.Ok(view, PlatformJson.Default.EnvironmentView);
    }

    public static async Task<Answer> PageAsync(
        CallContext call,
        HeadgateDb db,
        IReadOnlyList<DbtEnvironment> environments,
        long total,
        CancellationToken cancellation
    )
    {
        var related = await LoadAsync(call, db, environments, cancellation);
        return call.Operation.Version is "v2"
            ? Answer.Page([.. environments.Select(related.V2)], total, PlatformJson.Default.EnvironmentV2View)
            : Answer.Page([.. environments.Select(related.V3)], total, PlatformJson.Default.EnvironmentView);
    }

    /// <summary>The project comes along unasked, as in dbt's recorded answers.</summary>
    private static async Task<Loaded> LoadAsync(
        CallContext call,
        HeadgateDb db,
        IReadOnlyList<DbtEnvironment> rows,
        CancellationToken cancellation
    )
    {
        var asked = call.Query.Related();
        var loaded = new Loaded();
        if (call.MaySee(Capabilities.Projects, Permission.Read(PermissionResource.Projects)))
        {
            var ids = rows.Select(e => e.ProjectId).Distinct().ToList();
            loaded.Projects = await db.Projects.AsNoTracking().Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, cancellation);
        }
        if (asked.Contains("connection") && call.MaySee(Capabilities.Connections, Permission.Read(PermissionResource.Connections)))
        {
            var ids = Ids(rows, e => e.ConnectionId);
            loaded.Connections = await db
                .Connections.AsNoTracking()
                .Where(c => ids.Contains(c.Id))
                .ToDictionaryAsync(c => c.Id, cancellation);
        }
        if (
            asked.Contains("credentials")
            && call.MaySee(Capabilities.Credentials, Permission.Read(PermissionResource.EnvironmentCredentials))
        )
        {
            var ids = Ids(rows, e => e.CredentialsId);
            loaded.Credentials = await db
                .Credentials.AsNoTracking()
                .Where(c => ids.Contains(c.Id))
                .ToDictionaryAsync(c => c.Id, cancellation);
        }
        if (asked.Contains("repository") && call.MaySee(Capabilities.Repositories, Permission.Read(PermissionResource.Repositories)))
        {
            await LoadRepositoriesAsync(db, rows, loaded, cancellation);
        }
        return loaded;
    }

    /// <summary>An environment without a repository of its own uses its project's.</summary>
    private static async Task LoadRepositoriesAsync(
        HeadgateDb db,
        IReadOnlyList<DbtEnvironment> rows,
        Loaded loaded,
        CancellationToken cancellation
    )
    {
        var projects = rows.Select(e => e.ProjectId).Distinct().ToList();
        loaded.ProjectRepositories = await db
            .Projects.Where(p => projects.Contains(p.Id) && p.RepositoryId != null)
            .ToDictionaryAsync(p => p.Id, p => p.RepositoryId!.Value, cancellation);
        var ids = Ids(rows, e => e.RepositoryId).Concat(loaded.ProjectRepositories.Values).Distinct().ToList();
        loaded.Repositories = await db
            .Repositories.AsNoTracking()
            .Where(r => ids.Contains(r.Id))
            .ToDictionaryAsync(r => r.Id, cancellation);
    }

    private static List<long> Ids(IReadOnlyList<DbtEnvironment> rows, Func<DbtEnvironment, long?> id) =>
        [.. rows.Select(id).OfType<long>().Distinct()];

    private sealed class Loaded
    {
        public Dictionary<long, Project> Projects { get; set; } = [];

        public Dictionary<long, Connection> Connections { get; set; } = [];

        public Dictionary<long, Credential> Credentials { get; set; } = [];

        public Dictionary<long, Repository> Repositories { get; set; } = [];

        public Dictionary<long, long> ProjectRepositories { get; set; } = [];

        public EnvironmentV2View V2(DbtEnvironment e) =>
            EnvironmentV2View.Of(e, RepositoryOf(e), Connections.GetValueOrDefault(e.ConnectionId ?? 0));

        public EnvironmentView V3(DbtEnvironment e) =>
            EnvironmentView.Of(
                e,
                Projects.GetValueOrDefault(e.ProjectId) is { } project ? ProjectViews.Of(project) : null,
                Credentials.GetValueOrDefault(e.CredentialsId ?? 0) is { } credentials ? CredentialView.Of(credentials) : null,
                Connections.GetValueOrDefault(e.ConnectionId ?? 0) is { } connection ? ConnectionView.Of(connection) : null,
                RepositoryOf(e) is { } repository ? RepositoryView.Of(repository) : null
            );

        private Repository? RepositoryOf(DbtEnvironment e) =>
            Repositories.GetValueOrDefault(e.RepositoryId ?? ProjectRepositories.GetValueOrDefault(e.ProjectId));
    }
}
