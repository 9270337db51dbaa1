using Headgate.Catalogue;
using Headgate.Platform.Lists;
using Headgate.Platform.Related;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Environments;

/// <summary>Makes views of environments in the form of the called version, with the related things that were asked for and that the caller may see.</summary>
internal sealed class EnvironmentRelated
{
    private Related<Project> _projects = Related<Project>.None;
    private Related<Credential> _credentials = Related<Credential>.None;
    private Related<Repository> _repositories = Related<Repository>.None;
    private Dictionary<long, long?> _repositoryOfProject = [];

    private EnvironmentRelated(CallContext call, RelatedConnections connections) => (Call, Connections) = (call, connections);

    private CallContext Call { get; }

    private RelatedConnections Connections { get; }

    /// <summary>The answer of an operation on one environment.</summary>
    public static async ValueTask<Answer> OneAsync(CallContext call, HeadgateDb db, DbtEnvironment row, CancellationToken cancellation)
    {
        var related = await LoadAsync(call, db, [row], cancellation);
        return IsV2(call) ? call.Ok(related.V2(row)) : call.Ok(related.V3(row));
    }

    /// <summary>The answer of a list of environments.</summary>
    public static ValueTask<Answer> PageAsync(
        CallContext call,
        HeadgateDb db,
        ListQuery<DbtEnvironment> list,
        CancellationToken cancellation
    )
    {
        return IsV2(call) ? PageOfAsync((related, row) => related.V2(row)) : PageOfAsync((related, row) => related.V3(row));

        ValueTask<Answer> PageOfAsync<T>(Func<EnvironmentRelated, DbtEnvironment, T> form) =>
            list.PageAsync(db, page => ViewsAsync(page, form), cancellation);

        async ValueTask<IReadOnlyList<T>> ViewsAsync<T>(
            IReadOnlyList<DbtEnvironment> page,
            Func<EnvironmentRelated, DbtEnvironment, T> form
        )
        {
            var related = await LoadAsync(call, db, page, cancellation);
            return [.. page.Select(row => form(related, row))];
        }
    }

    private static bool IsV2(CallContext call) => call.Operation.Version is "v2";

    private static async Task<EnvironmentRelated> LoadAsync(
        CallContext call,
        HeadgateDb db,
        IReadOnlyList<DbtEnvironment> rows,
        CancellationToken cancellation
    )
    {
        var related = new RelatedRows(call, db);
        var connections = rows.Select(e => e.ConnectionId);
        var loaded = new EnvironmentRelated(
            call,
            await related.ConnectionsAsync(EnvironmentIncludes.Connection, connections, cancellation)
        );
        if (!IsV2(call))
        {
            var projects = rows.Select(e => (long?)e.ProjectId);
            loaded._projects = await related.ProjectsAsync(EnvironmentIncludes.Project, projects, cancellation);
        }
        var credentials = rows.Select(e => e.CredentialsId);
        loaded._credentials = await related.CredentialsAsync(EnvironmentIncludes.Credentials, credentials, cancellation);
        if (related.Adds(EnvironmentIncludes.Repository))
        {
            var projects = rows.Select(e => e.ProjectId).Distinct().ToList();
            loaded._repositoryOfProject = await db
                .Projects.Where(p => projects.Contains(p.Id))
                .ToDictionaryAsync(p => p.Id, p => p.RepositoryId, cancellation);
            var repositories = rows.Select(loaded.RepositoryIdOf);
            loaded._repositories = await related.RepositoriesAsync(EnvironmentIncludes.Repository, repositories, cancellation);
        }
        return loaded;
    }

    private EnvironmentV2View V2(DbtEnvironment e) =>
        EnvironmentV2View.Of(e, VisibleInProject.Of(Call, e.ProjectId)) with
        {
            Repository = RepositoryOf(e),
            Connection = Connections.View(e.ConnectionId, e.ProjectId, c => ProjectConnectionView.Of(c, e.ProjectId)),
        };

    private EnvironmentView V3(DbtEnvironment e)
    {
        var visible = VisibleInProject.Of(Call, e.ProjectId);
        return EnvironmentView.Of(e, visible) with
        {
            Project = _projects.View(e.ProjectId, p => ProjectView.Of(p, visible)),
            Credentials = _credentials.View(e.CredentialsId, CredentialView.Of),
            Connection = Connections.View(e.ConnectionId, e.ProjectId, c => ConnectionView.Of(c)),
            Repository = RepositoryOf(e),
        };
    }

    private RepositoryView? RepositoryOf(DbtEnvironment e) => _repositories.View(RepositoryIdOf(e), r => RepositoryView.Of(r));

    /// <summary>An environment without a repository of its own uses its project's.</summary>
    private long? RepositoryIdOf(DbtEnvironment e) => e.RepositoryId ?? _repositoryOfProject.GetValueOrDefault(e.ProjectId);
}
