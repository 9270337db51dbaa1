using Headgate.Catalogue;
using Headgate.Platform.Targets;
using Headgate.Store.Model;
using Headgate.Wire;
using Microsoft.EntityFrameworkCore;

namespace Headgate.Platform.Related;

/// <summary>
/// Connections beside what uses them. One of the account lies in no project, so it is decided at each place that uses it: who may see the connections of a project sees
/// those that the project uses, and does not see the same one beside another project.
/// </summary>
internal sealed class RelatedConnections
{
    private readonly CallContext _call;
    private readonly Include _include;
    private readonly Dictionary<long, Connection> _rows;

    private RelatedConnections(CallContext call, Include include, Dictionary<long, Connection> rows) =>
        (_call, _include, _rows) = (call, include, rows);

    /// <summary>Loads the connections of some ids.</summary>
    public static async Task<RelatedConnections> LoadAsync(
        CallContext call,
        Include include,
        IQueryable<Connection> connections,
        IEnumerable<long?> ids,
        CancellationToken cancellation
    )
    {
        var wanted = ids.OfType<long>().Distinct().ToList();
        return new(
            call,
            include,
            wanted.Count == 0
                ? []
                : await connections.AsNoTracking().Where(c => wanted.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellation)
        );
    }

    /// <summary>The connection that something in a project uses; null where it uses none, or where the caller may not see it there.</summary>
    public Connection? Of(long? id, long project) =>
        _rows.GetValueOrDefault(id ?? 0) is { } row
        && _call.MaySee(_include, RowTargets.Of(row) with { ProjectId = row.ProjectId ?? project })
            ? row
            : null;
}
