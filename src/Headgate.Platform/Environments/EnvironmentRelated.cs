using Headgate.Catalogue;
using Headgate.Platform.Related;
using Headgate.Platform.Targets;
using Headgate.Platform.Views;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Environments;

/// <summary>Makes views of environments in the form of the called version, with the related things that were asked for and that the caller may see.</summary>
internal sealed class EnvironmentRelated
{
    private IReadOnlyDictionary<long, Project> _projects = new Dictionary<long, Project>();
    private RelatedConnections? _connections;
    private IReadOnlyDictionary<long, Credential> _credentials = new Dictionary<long, Credential>();
    private IReadOnlyDictionary<long, Repository> _repositories = new Dictionary<long, Repository>();
    private Dictionary<long, long?> _repositoryOfProject = [];

    /// <summary>The answer of an operation on one environment.</summary>
    public static async ValueTask<Answer> OneAsync(
        CallContext call,
        HeadgateDb db,
        DbtEnvironment environment,
        CancellationToken cancellation
    )
    {
        var related = await LoadAsync(call, db, [environment], cancellation);
        return IsV2(call) ? call.Ok(related.V2(environment)) : call.Ok(related.V3(environment));
    }

    public static async ValueTask<IReadOnlyList<EnvironmentView>> V3Async(
        CallContext call,
        HeadgateDb db,
        IReadOnlyList<DbtEnvironment> rows,
        CancellationToken cancellation
    ) => [.. rows.Select((await LoadAsync(call, db, rows, cancellation)).V3)];

    public static async ValueTask<IReadOnlyList<EnvironmentV2View>> V2Async(
        CallContext call,
        HeadgateDb db,
        IReadOnlyList<DbtEnvironment> rows,
        CancellationToken cancellation
    ) => [.. rows.Select((await LoadAsync(call, db, rows, cancellation)).V2)];

    public static bool IsV2(CallContext call) => call.Operation.Version is "v2";

    private static async Task<EnvironmentRelated> LoadAsync(
        CallContext call,
        HeadgateDb db,
        IReadOnlyList<DbtEnvironment> rows,
        CancellationToken cancellation
    )
    {
        var loaded = new EnvironmentRelated();
        if (!IsV2(call))
        {
            loaded._projects = await call.VisibleAsync(
                EnvironmentIncludes.Project,
                db.Projects,
                rows.Select(e => (long?)e.ProjectId),
                RowTargets.Of,
                cancellation
            );
        }
        if (Wants(call, EnvironmentIncludes.Connection))
        {
            loaded._connections = await RelatedConnections.LoadAsync(
                call,
                EnvironmentIncludes.Connection,
                db.Connections,
                rows.Select(e => e.ConnectionId),
                cancellation
            );
        }
        if (Wants(call, EnvironmentIncludes.Credentials))
        {
            var ids = rows.Select(e => e.CredentialsId);
            loaded._credentials = await call.VisibleAsync(
                EnvironmentIncludes.Credentials,
                db.Credentials,
                ids,
                RowTargets.Of,
                cancellation
            );
        }
        if (Wants(call, EnvironmentIncludes.Repository))
        {
            var projects = rows.Select(e => e.ProjectId).Distinct().ToList();
            loaded._repositoryOfProject = await db
                .Projects.Where(p => projects.Contains(p.Id))
                .ToDictionaryAsync(p => p.Id, p => p.RepositoryId, cancellation);
            loaded._repositories = await call.VisibleAsync(
                EnvironmentIncludes.Repository,
                db.Repositories,
                rows.Select(loaded.RepositoryIdOf),
                RowTargets.Of,
                cancellation
            );
        }
        return loaded;
    }

    /// <summary>What changes an environment adds nothing to its answer that would have to be asked for.</summary>
    private static bool Wants(CallContext call, Include include) => call.Operation.Includes.Contains(include) && call.Wants(include);

    private EnvironmentV2View V2(DbtEnvironment e) => EnvironmentV2View.Of(e, RepositoryOf(e), ConnectionOf(e));

    private EnvironmentView V3(DbtEnvironment e) =>
        EnvironmentView.Of(
            e,
            _projects.GetValueOrDefault(e.ProjectId) is { } project ? ProjectView.Of(project) : null,
            _credentials.GetValueOrDefault(e.CredentialsId ?? 0) is { } credentials ? CredentialView.Of(credentials) : null,
            ConnectionOf(e) is { } connection ? ConnectionView.Of(connection) : null,
            RepositoryOf(e) is { } repository ? RepositoryView.Of(repository) : null
        );

    private Connection? ConnectionOf(DbtEnvironment e) => _connections?.Of(e.ConnectionId, e.ProjectId);

    private Repository? RepositoryOf(DbtEnvironment e) => _repositories.GetValueOrDefault(RepositoryIdOf(e) ?? 0);

    /// <summary>An environment without a repository of its own uses its project's.</summary>
    private long? RepositoryIdOf(DbtEnvironment e) => e.RepositoryId ?? _repositoryOfProject.GetValueOrDefault(e.ProjectId);
}
