using Headgate.Catalogue;
using Headgate.Platform.Targets;
using Headgate.Store;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Related;

/// <summary>
/// Loads rows that stand beside others in an answer. Each is decided on its own place, as if the caller had asked for it by itself: a list that is granted account-wide shows
/// nothing of a project whose environments are not.
/// </summary>
internal sealed class RelatedRows(CallContext call, HeadgateDb db)
{
    /// <summary>Whether something is added to the answer. What changes a thing can be asked for nothing beside it.</summary>
    public bool Adds(Include include) => include.IsUnasked || (call.Operation.Includes.Contains(include) && call.Wants(include));

    public Task<Related<Project>> ProjectsAsync(Include include, IEnumerable<long?> ids, CancellationToken cancellation) =>
        LoadAsync(include, db.Projects, ids, RowTargets.Of, cancellation);

    public async Task<RelatedEnvironments> EnvironmentsAsync(Include include, IEnumerable<long?> ids, CancellationToken cancellation) =>
        new(call, await LoadAsync(include, db.Environments, ids, RowTargets.Of, cancellation));

    public Task<Related<Job>> JobsAsync(Include include, IEnumerable<long?> ids, CancellationToken cancellation) =>
        LoadAsync(include, db.Jobs, ids, RowTargets.Of, cancellation);

    public Task<Related<Run>> RunsAsync(Include include, IEnumerable<long?> ids, CancellationToken cancellation) =>
        LoadAsync(include, db.Runs, ids, RowTargets.Of, cancellation);

    public Task<Related<Credential>> CredentialsAsync(Include include, IEnumerable<long?> ids, CancellationToken cancellation) =>
        LoadAsync(include, db.Credentials, ids, RowTargets.Of, cancellation);

    public Task<Related<Repository>> RepositoriesAsync(Include include, IEnumerable<long?> ids, CancellationToken cancellation) =>
        LoadAsync(include, db.Repositories, ids, RowTargets.Of, cancellation);

    /// <summary>Connections, each of which is decided at whatever uses it.</summary>
    public async Task<RelatedConnections> ConnectionsAsync(Include include, IEnumerable<long?> ids, CancellationToken cancellation) =>
        new(call, include, await LoadAsync(include, db.Connections, ids, place: null, cancellation));

    private async Task<Related<T>> LoadAsync<T>(
        Include include,
        IQueryable<T> rows,
        IEnumerable<long?> ids,
        Func<T, Target>? place,
        CancellationToken cancellation
    )
        where T : class, IRow
    {
        List<long> wanted = Adds(include) ? [.. ids.OfType<long>().Distinct()] : [];
        if (wanted.Count == 0)
        {
            return Related<T>.None;
        }
        var found = await rows.AsNoTracking().Where(row => wanted.Contains(row.Id)).ToListAsync(cancellation);
        return new(found.Where(row => place is null || call.MaySee(include, place(row))).ToDictionary(row => row.Id));
    }
}
